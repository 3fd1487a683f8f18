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
  name = "fleetport"
}

run "state_is_safe" {
  command = plan

  variables {
    lock_table = true
  }

  assert {
    condition     = one(aws_s3_bucket_versioning.state.versioning_configuration).status == "Enabled"
    error_message = "The state must keep former versions."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "The state must be encrypted under a key of ours."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.state.block_public_acls, aws_s3_bucket_public_access_block.state.block_public_policy,
      aws_s3_bucket_public_access_block.state.ignore_public_acls, aws_s3_bucket_public_access_block.state.restrict_public_buckets,
    ])
    error_message = "The state must not be public."
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(data.aws_iam_policy_document.state.json).Statement :
      statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false" && length(statement.Resource) == 2
    ])
    error_message = "The state must not be read without TLS."
  }

  assert {
    condition     = aws_kms_key.state.enable_key_rotation
    error_message = "The state's key must rotate."
  }

  assert {
    condition     = aws_dynamodb_table.locks[0].deletion_protection_enabled && aws_dynamodb_table.locks[0].point_in_time_recovery[0].enabled && aws_dynamodb_table.locks[0].server_side_encryption[0].enabled
    error_message = "The lock table must be protected, encrypted and recoverable."
  }
}

run "no_lock_table_unless_asked_for" {
  command = plan

  assert {
    condition     = length(aws_dynamodb_table.locks) == 0
    error_message = "S3 locks by itself."
  }
}
