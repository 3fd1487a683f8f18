data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  account  = data.aws_caller_identity.current.account_id
  in_place = "${data.aws_region.current.region}:${local.account}"
  # By hand: policies are to be readable before anything exists.
  sqs    = "arn:${data.aws_partition.current.partition}:sqs:${local.in_place}"
  events = "arn:${data.aws_partition.current.partition}:events:${local.in_place}"

  bus_name = "${var.name}-fleet"
}

# Schema discovery would need a bus under a key of AWS's own; the schemas are written down here instead.
resource "aws_cloudwatch_event_bus" "fleet" {
  name               = local.bus_name
  description        = "What happened in all organizations, from Fleetport"
  kms_key_identifier = var.key_arn

  # What the bus could not encrypt, and so could not match.
  dead_letter_config {
    arn = aws_sqs_queue.dead["bus"].arn
  }

  tags = { Name = local.bus_name }
}

resource "aws_cloudwatch_event_archive" "fleet" {
  count = var.replay_days > 0 ? 1 : 0

  name               = "${var.name}-fleet"
  description        = "What Fleetport said, to be sent again to a subscriber that lost it"
  event_source_arn   = aws_cloudwatch_event_bus.fleet.arn
  retention_days     = var.replay_days
  kms_key_identifier = var.key_arn
  event_pattern      = jsonencode({ source = ["fleetport"] })
}
