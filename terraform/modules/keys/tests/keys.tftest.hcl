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
  name = "fleetport-test"
  purposes = {
    master  = { description = "Keys" }
    logs    = { description = "Logs", services = ["logs", "cloudwatch.amazonaws.com"] }
    console = { description = "Console", services = ["cloudfront"] }
  }
}

run "keys_rotate_and_are_nobody_elses" {
  command = plan

  assert {
    condition     = alltrue([for key in aws_kms_key.this : key.enable_key_rotation && key.deletion_window_in_days >= 7])
    error_message = "Each key must rotate, and wait before it is deleted."
  }

  assert {
    condition = alltrue(flatten([
      for document in data.aws_iam_policy_document.this : [
        for statement in jsondecode(document.json).Statement : [
          for action in flatten([statement.Action]) : !strcontains(action, "*")
        ]
      ]
    ]))
    error_message = "A key's policy must list its actions."
  }

  assert {
    condition = alltrue(flatten([
      for document in data.aws_iam_policy_document.this : [
        for statement in jsondecode(document.json).Statement :
        try(statement.Principal.AWS, "arn:aws:iam::111122223333:root") == "arn:aws:iam::111122223333:root"
      ]
    ]))
    error_message = "No principal but this account and services may be named."
  }

  assert {
    condition = alltrue(flatten([
      for document in data.aws_iam_policy_document.this : [
        for statement in jsondecode(document.json).Statement : can(statement.Condition) if can(statement.Principal.Service)
      ]
    ]))
    error_message = "A service may use a key only for this account."
  }

  assert {
    condition     = length(jsondecode(data.aws_iam_policy_document.this["master"].json).Statement) == 2
    error_message = "No service of AWS may use the master key on its own behalf."
  }

  assert {
    condition = alltrue(flatten([
      for document in data.aws_iam_policy_document.this : [
        for statement in jsondecode(document.json).Statement :
        length(setintersection(flatten([statement.Action]), ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"])) == 0
        if statement.Sid == "AdministeredByTheAccount"
      ]
    ]))
    error_message = "Who administers a key need not read what is under it."
  }
}

run "a_short_window_is_refused" {
  command = plan

  variables {
    deletion_window_days = 3
  }

  expect_failures = [var.deletion_window_days]
}
