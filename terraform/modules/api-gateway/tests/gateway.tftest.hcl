# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name           = "fleetport-test"
  function       = { function = "fleetport-test-api", name = "live", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:api:live/invocations" }
  issuer         = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE"
  audiences      = ["client"]
  logs_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  log_group_name = "/fleetport-test/api-gateway"
}

run "asks_for_tokens_and_holds_back" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_route.api.authorization_type == "JWT" && aws_apigatewayv2_route.api.route_key == "ANY /api/{proxy+}"
    error_message = "The API must ask for a token."
  }

  assert {
    condition     = toset(keys(aws_apigatewayv2_route.open)) == toset(["GET /health", "GET /health/{proxy+}", "OPTIONS /{proxy+}"])
    error_message = "Without a token only health, and what browsers ask first."
  }

  assert {
    condition     = one(aws_apigatewayv2_stage.default.default_route_settings).throttling_rate_limit == 1000 && one(aws_apigatewayv2_stage.default.default_route_settings).throttling_burst_limit == 500
    error_message = "1,000 requests a second, 500 at once."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.kms_key_id == var.logs_key_arn && length(aws_apigatewayv2_stage.default.access_log_settings) == 1
    error_message = "Requests must be noted, encrypted."
  }

  assert {
    condition     = !strcontains(one(aws_apigatewayv2_stage.default.access_log_settings).format, "querystring")
    error_message = "Nobody notes what people searched for."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "The application answers which pages may ask."
  }
}

run "everything_open_is_refused" {
  command = plan

  variables {
    open_routes = ["ANY /{proxy+}"]
  }

  expect_failures = [var.open_routes]
}
