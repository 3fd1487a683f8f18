# Without addresses, queries and cookies: who asked is in the service's own log, what was blocked in the firewall's.
locals {
  access_log_fields = [
    "date", "time", "x-edge-location", "sc-bytes", "cs-method", "cs(Host)", "cs-uri-stem", "sc-status", "x-edge-result-type",
    "x-edge-request-id", "cs-protocol", "cs-bytes", "time-taken", "ssl-protocol", "x-edge-detailed-result-type", "sc-content-type",
  ]
}

resource "aws_cloudwatch_log_delivery_source" "entry" {
  region       = "us-east-1"
  name         = "${var.name}-entry"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.entry.arn

  tags = { Name = "${var.name}-entry" }
}

resource "aws_cloudwatch_log_delivery_destination" "entry" {
  region        = "us-east-1"
  name          = "${var.name}-entry"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = "${var.log_bucket_arn}/cloudfront"
  }

  tags = { Name = "${var.name}-entry" }
}

resource "aws_cloudwatch_log_delivery" "entry" {
  region                   = "us-east-1"
  delivery_source_name     = aws_cloudwatch_log_delivery_source.entry.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.entry.arn
  record_fields            = local.access_log_fields

  s3_delivery_configuration = [{
    enable_hive_compatible_path = false
    suffix_path                 = "/{yyyy}/{MM}/{dd}"
  }]

  tags = { Name = "${var.name}-entry" }
}
