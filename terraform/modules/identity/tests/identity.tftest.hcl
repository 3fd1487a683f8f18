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
  name                = "fleetport-test"
  domain_prefix       = "example-fleetport-test"
  callback_urls       = ["https://fleet.example.com/"]
  logout_urls         = ["https://fleet.example.com/"]
  deletion_protection = true
  machine_clients = {
    board = { organization = "acme", roles = ["source", "viewer"] }
  }
}

run "who_signs_in" {
  command = plan

  assert {
    condition     = one(aws_cognito_user_pool.this.admin_create_user_config).allow_admin_create_user_only
    error_message = "Nobody makes an account for themselves."
  }

  assert {
    condition     = !contains(aws_cognito_user_pool_client.console.write_attributes, "custom:organization")
    error_message = "Whose somebody is, they must not write themselves."
  }

  assert {
    condition     = aws_cognito_user_pool_client.console.generate_secret == false && toset(aws_cognito_user_pool_client.console.allowed_oauth_flows) == toset(["code"])
    error_message = "The console has no secret and signs in by code."
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "ON" && one(aws_cognito_user_pool.this.password_policy).minimum_length >= 12 && aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "A second factor, long passwords, and no deletion by mistake."
  }

  assert {
    condition     = aws_cognito_user_pool_client.console.prevent_user_existence_errors == "ENABLED" && aws_cognito_user_pool_client.console.enable_token_revocation
    error_message = "Nobody can find out who has an account, and tokens can be taken back."
  }

  assert {
    condition     = toset(keys(aws_cognito_user_group.role)) == toset(["viewer", "dispatcher", "manager", "admin", "auditor", "operator"])
    error_message = "Groups are the application's roles; nobody by hand delivers readings."
  }

  assert {
    condition     = toset(aws_cognito_user_pool_client.machine["board"].allowed_oauth_scopes) == toset(["fleetport/source", "fleetport/viewer"]) && toset(aws_cognito_user_pool_client.machine["board"].allowed_oauth_flows) == toset(["client_credentials"])
    error_message = "Software gets its roles as scopes, and no others."
  }
}

run "an_unknown_role_is_refused" {
  command = plan

  variables {
    machine_clients = { board = { organization = "acme", roles = ["root"] } }
  }

  expect_failures = [var.machine_clients]
}
