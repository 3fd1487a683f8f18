locals {
  stations = contains(keys(var.functions), "stations") ? var.stations : null
  uploads  = contains(keys(var.functions), "uploads") ? var.uploads : null
}

resource "aws_lambda_event_source_mapping" "queue" {
  count = try(local.stations.kind, "") == "queue" ? 1 : 0

  event_source_arn                   = local.stations.queue_arn
  function_name                      = aws_lambda_alias.live["stations"].arn
  batch_size                         = 100
  maximum_batching_window_in_seconds = 1
  # What failed is told one by one; without it the rest of its batch would be lost with it.
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = max(2, min(10, var.functions["stations"].copies))
  }
}

resource "aws_lambda_event_source_mapping" "stream" {
  count = try(local.stations.kind, "") == "stream" ? 1 : 0

  event_source_arn                   = local.stations.stream_arn
  function_name                      = aws_lambda_alias.live["stations"].arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 500
  maximum_batching_window_in_seconds = 1
  function_response_types            = ["ReportBatchItemFailures"]
  # Order is kept: a record is tried until it is in, or its shard's memory is over.
  bisect_batch_on_function_error = false
  maximum_retry_attempts         = -1

  destination_config {
    on_failure {
      destination_arn = local.stations.failure_queue_arn
    }
  }
}

resource "aws_lambda_permission" "uploads" {
  count = local.uploads == null ? 0 : 1

  statement_id   = "documents"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this["uploads"].function_name
  qualifier      = aws_lambda_alias.live["uploads"].name
  principal      = "s3.amazonaws.com"
  source_arn     = local.uploads.bucket_arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_s3_bucket_notification" "uploads" {
  count = local.uploads == null ? 0 : 1

  bucket = local.uploads.bucket_id

  lambda_function {
    lambda_function_arn = aws_lambda_alias.live["uploads"].arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = local.uploads.prefix
  }

  depends_on = [aws_lambda_permission.uploads]
}

resource "aws_lambda_function_event_invoke_config" "uploads" {
  count = local.uploads == null ? 0 : 1

  function_name                = aws_lambda_function.this["uploads"].function_name
  qualifier                    = aws_lambda_alias.live["uploads"].name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = local.uploads.failure_queue_arn
    }
  }
}
