resource "aws_kinesis_stream" "telemetry" {
  name             = "${var.name}-telemetry"
  shard_count      = var.stream.mode == "PROVISIONED" ? var.stream.shards : null
  retention_period = var.stream.retention_hours
  encryption_type  = "KMS"
  kms_key_id       = var.key_arns.stream

  # Which shard is hot or throttled cannot be told from the stream's figures.
  shard_level_metrics = var.stream.mode == "PROVISIONED" && var.stream.shards > 1 ? ["WriteProvisionedThroughputExceeded", "IteratorAgeMilliseconds"] : []

  stream_mode_details {
    stream_mode = var.stream.mode
  }

  tags = {
    Name = "${var.name}-telemetry"
  }
}
