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

override_data {
  target = data.aws_secretsmanager_secret_version.setting
  values = {
    secret_string = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
  }
}

variables {
  name = "fleetport-test"
  code = { bucket = "artifacts", key = "function-0.1.0.zip" }
  functions = {
    api      = { memory = 2048, timeout = 29, copies = 5 }
    stations = { memory = 2048, timeout = 60, copies = 3 }
    uploads  = { memory = 1024, timeout = 180, copies = 2, snap_start = false }
  }
  environments = { api = { FLEETPORT_ROLES = "api" }, stations = { FLEETPORT_ROLES = "api" }, uploads = { FLEETPORT_ROLES = "api" } }
  secrets      = { api = { FLEETPORT_KEYS_WEBHOOKS = "arn:webhooks" }, stations = { FLEETPORT_KEYS_WEBHOOKS = "arn:webhooks" }, uploads = { FLEETPORT_KEYS_WEBHOOKS = "arn:webhooks" } }
  role_arns    = { api = "arn:aws:iam::111122223333:role/api", stations = "arn:aws:iam::111122223333:role/stations", uploads = "arn:aws:iam::111122223333:role/uploads" }
  subnet_ids   = ["subnet-1", "subnet-2"]

  security_group_id = "sg-functions"
  key_arns = {
    environment = "arn:aws:kms:eu-central-1:111122223333:key/environment"
    logs        = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  }
  log_group_prefix = "/fleetport-test"
  stations         = { kind = "queue", queue_arn = "arn:aws:sqs:eu-central-1:111122223333:stations" }
  uploads = {
    bucket_id         = "documents"
    bucket_arn        = "arn:aws:s3:::documents"
    prefix            = "quarantine/"
    failure_queue_arn = "arn:aws:sqs:eu-central-1:111122223333:failures"
  }
}

run "functions_are_bounded_and_sealed" {
  command = plan

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.kms_key_arn == var.key_arns.environment])
    error_message = "Environments hold keys: they must be under a key of ours."
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.reserved_concurrent_executions > 0])
    error_message = "Each must be bounded, for the database's sake."
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.architectures == tolist(["arm64"]) && function.publish && one(function.vpc_config).security_group_ids == toset(["sg-functions"])])
    error_message = "On ARM, in versions, within the VPC."
  }

  assert {
    condition     = length(aws_lambda_function.this["api"].snap_start) == 1 && length(aws_lambda_function.this["uploads"].snap_start) == 0
    error_message = "Whoever waits is not kept waiting by a start."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.kms_key_id == var.key_arns.logs && group.retention_in_days > 0])
    error_message = "Logs must be under our key, and end."
  }

  assert {
    condition     = aws_lambda_permission.uploads[0].source_account == "111122223333" && aws_lambda_permission.uploads[0].source_arn == "arn:aws:s3:::documents"
    error_message = "Only our bucket may tell of uploads."
  }

  assert {
    condition     = toset(aws_lambda_event_source_mapping.queue[0].function_response_types) == toset(["ReportBatchItemFailures"])
    error_message = "What failed must be told one by one."
  }

  assert {
    condition     = try(aws_lambda_function_event_invoke_config.uploads[0].destination_config[0].on_failure[0].destination, "") == "arn:aws:sqs:eu-central-1:111122223333:failures"
    error_message = "What failed for good must be noted."
  }

  assert {
    condition     = aws_lambda_function.this["stations"].handler == "io.fleetport.bootstrap.lambda.StationHandler"
    error_message = "Each has its own entry."
  }
}

run "in_order_from_a_stream" {
  command = plan

  variables {
    stations = { kind = "stream", stream_arn = "arn:aws:kinesis:eu-central-1:111122223333:stream/stations", failure_queue_arn = "arn:aws:sqs:eu-central-1:111122223333:failures" }
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.queue) == 0 && aws_lambda_event_source_mapping.stream[0].maximum_retry_attempts == -1 && aws_lambda_event_source_mapping.stream[0].bisect_batch_on_function_error == false
    error_message = "A stream is read in order and to the end."
  }
}

run "kept_warm_or_pictured" {
  command = plan

  variables {
    functions = { api = { memory = 2048, timeout = 29, copies = 5, snap_start = true, provisioned = 1 } }
  }

  expect_failures = [var.functions]
}
