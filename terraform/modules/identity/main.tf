data "aws_region" "current" {}

locals {
  # As the application calls them; operator is whoever runs the service.
  roles = {
    viewer     = "Sees vehicles, trips and stations"
    dispatcher = "Also commands stations"
    manager    = "Also registers stations and sees dead letters"
    admin      = "Manages an organization"
    auditor    = "Sees everything that was done, changes nothing"
    operator   = "Runs the service"
  }

  # Software may also bring readings, which nobody does who signs in by hand.
  machine_roles = merge(local.roles, { source = "Delivers readings" })
}

resource "aws_cognito_user_pool" "this" {
  name                = var.name
  deletion_protection = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  user_pool_tier      = var.threat_protection ? "PLUS" : "ESSENTIALS"
  mfa_configuration   = var.mfa

  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  # Nobody makes an account for themselves: which organization somebody belongs to is for administrators to say.
  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  password_policy {
    minimum_length                   = 14
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    password_history_size            = var.threat_protection ? 5 : 0
    temporary_password_validity_days = 3
  }

  software_token_mfa_configuration {
    enabled = true
  }

  schema {
    name                     = "organization"
    attribute_data_type      = "String"
    developer_only_attribute = false
    mutable                  = true
    required                 = false

    string_attribute_constraints {
      min_length = "1"
      max_length = "64"
    }
  }

  dynamic "user_pool_add_ons" {
    for_each = var.threat_protection ? [1] : []

    content {
      advanced_security_mode = "ENFORCED"
    }
  }

  tags = {
    Name = var.name
  }
}

resource "aws_cognito_user_group" "role" {
  for_each = local.roles

  name         = each.key
  description  = each.value
  user_pool_id = aws_cognito_user_pool.this.id
}

resource "aws_cognito_user_pool_domain" "this" {
  domain       = var.domain_prefix
  user_pool_id = aws_cognito_user_pool.this.id
}

resource "aws_cognito_resource_server" "roles" {
  identifier   = "fleetport"
  name         = "Fleetport's roles, for software"
  user_pool_id = aws_cognito_user_pool.this.id

  dynamic "scope" {
    for_each = local.machine_roles

    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

resource "aws_cognito_user_pool_client" "console" {
  name         = "${var.name}-console"
  user_pool_id = aws_cognito_user_pool.this.id

  # A page in a browser cannot keep a secret; the code it is given is of use to nobody without what it drew before.
  generate_secret                      = false
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "profile"]
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = var.callback_urls
  logout_urls                          = var.logout_urls

  explicit_auth_flows                           = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors                 = "ENABLED"
  enable_token_revocation                       = true
  enable_propagate_additional_user_context_data = false

  # Without the organization among them: who could write it could move to another tenant.
  read_attributes  = ["custom:organization", "email", "email_verified", "name"]
  write_attributes = ["email", "name"]

  access_token_validity  = 60
  id_token_validity      = 60
  refresh_token_validity = 12

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "hours"
  }
}

resource "aws_cognito_user_pool_client" "machine" {
  for_each = var.machine_clients

  name         = "${var.name}-${each.key}"
  user_pool_id = aws_cognito_user_pool.this.id

  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = sort([for role in each.value.roles : "fleetport/${role}"])
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]
  enable_token_revocation              = true

  access_token_validity = 60

  token_validity_units {
    access_token = "minutes"
  }

  depends_on = [aws_cognito_resource_server.roles]
}
