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
  name             = "fleetport-test"
  runbook_base_url = "https://git.example.com/fleetport/blob/main/"
  key_arn          = "arn:aws:kms:eu-central-1:111122223333:key/alarms"
  global_key_arn   = "arn:aws:kms:us-east-1:111122223333:key/global"
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

run "topics_take_from_this_accounts_alarms_alone" {
  command = plan

  assert {
    condition = { for arn, d in data.aws_iam_policy_document.topic : arn => [for s in jsondecode(d.json).Statement : [s.Action, s.Principal, s.Condition] if s.Effect == "Allow"] } == {
      "arn:aws:sns:eu-central-1:111122223333:fleetport-test-alarms" = [[
        "sns:Publish", { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }, { StringEquals = { "aws:SourceAccount" = "111122223333" } },
      ]]
      "arn:aws:sns:us-east-1:111122223333:fleetport-test-global-alarms" = [[
        "sns:Publish", { Service = "cloudwatch.amazonaws.com" }, { StringEquals = { "aws:SourceAccount" = "111122223333" } },
      ]]
    }
    error_message = "Only alarms and budgets of this account may publish."
  }
  assert {
    condition     = alltrue([for d in data.aws_iam_policy_document.topic : anytrue([for s in jsondecode(d.json).Statement : s.Effect == "Deny" && try(s.Condition, null) == { Bool = { "aws:SecureTransport" = "false" } }])])
    error_message = "Topics must refuse unencrypted connections."
  }
}
