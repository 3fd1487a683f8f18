resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = "Fleetport's API"
  protocol_type = "HTTP"

  tags = {
    Name = var.name
  }
}

resource "aws_apigatewayv2_authorizer" "tokens" {
  api_id           = aws_apigatewayv2_api.this.id
  name             = "tokens"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.issuer
    audience = var.audiences
  }
}

resource "aws_apigatewayv2_integration" "function" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = var.function.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "api" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "ANY /api/{proxy+}"
  target             = "integrations/${aws_apigatewayv2_integration.function.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.tokens.id
}

# The application asks for a token or key itself; here nothing could be asked for.
resource "aws_apigatewayv2_route" "open" {
  for_each = var.open_routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.function.id}"
  authorization_type = "NONE"
}

resource "aws_cloudwatch_log_group" "access" {
  name              = var.log_group_name
  retention_in_days = var.log_days
  kms_key_id        = var.logs_key_arn

  tags = {
    Name = var.log_group_name
  }
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit    = var.requests_per_second
    throttling_burst_limit   = var.burst
    detailed_metrics_enabled = true
  }

  # Paths and not addresses with their queries, which may hold what people searched for.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      time       = "$context.requestTime"
      request    = "$context.requestId"
      source     = "$context.identity.sourceIp"
      route      = "$context.routeKey"
      path       = "$context.path"
      status     = "$context.status"
      millis     = "$context.responseLatency"
      bytes      = "$context.responseLength"
      subject    = "$context.authorizer.claims.sub"
      authorizer = "$context.authorizer.error"
      failure    = "$context.integrationErrorMessage"
    })
  }

  tags = {
    Name = var.name
  }
}

resource "aws_lambda_permission" "gateway" {
  statement_id  = "api-gateway"
  action        = "lambda:InvokeFunction"
  function_name = var.function.function
  qualifier     = var.function.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
