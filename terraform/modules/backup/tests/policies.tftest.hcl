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
  name      = "fleetport-test"
  key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/backup"
  databases = ["arn:aws:rds:eu-central-1:111122223333:db:fleetport-test"]
  buckets   = ["arn:aws:s3:::archive"]
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

run "only_backup_takes_the_role" {
  command = plan

  assert {
    condition = one(jsondecode(data.aws_iam_policy_document.trust.json).Statement) == {
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "backup.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }
    error_message = "Only AWS Backup, for this account, may take the role."
  }
}
