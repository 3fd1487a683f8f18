# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

variables {
  name    = "fleetport-test"
  key_arn = "arn:aws:kms:eu-central-1:111122223333:key/secrets"
}

run "secrets_are_sealed" {
  command = plan

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == var.key_arn && secret.recovery_window_in_days == 30])
    error_message = "Each secret is under our key, and can be had back."
  }

  assert {
    condition     = alltrue([for version in aws_secretsmanager_secret_version.key : version.secret_string == null])
    error_message = "Keys must not be in the state."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.redis.secret_string == null && random_password.redis.length >= 32
    error_message = "Redis' password is long, and the secret is written without the state."
  }

  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.own_account : anytrue([
        for statement in jsondecode(document.json).Statement :
        statement.Effect == "Deny" && try(statement.Condition.StringNotEquals["aws:PrincipalAccount"], "") == "111122223333" && contains(flatten([statement.Action]), "secretsmanager:GetSecretValue")
      ])
    ])
    error_message = "No other account may read a secret."
  }

  assert {
    condition     = alltrue([for policy in aws_secretsmanager_secret_policy.own_account : policy.block_public_policy])
    error_message = "A policy that lets everybody in is refused."
  }
}
