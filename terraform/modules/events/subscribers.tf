locals {
  patterns = { for k, s in var.subscribers : k => merge(
    { source = ["fleetport"] },
    { for x in length(s.event_types) > 0 ? [1] : [] : "detail-type" => [
      # Without a version: all versions of the type.
      for t in s.event_types : jsondecode(can(regex("\\.v[0-9]+$", t)) ? jsonencode(t) : jsonencode({ prefix = "${t}." }))
    ] },
    { for x in length(s.organizations) > 0 ? [1] : [] : "detail" => { organization = s.organizations } },
  ) }

  queue_names = { for k, s in var.subscribers : k => "${var.name}-events-${k}" }
}

resource "aws_cloudwatch_event_rule" "subscriber" {
  for_each = var.subscribers

  name           = "${var.name}-${each.key}"
  description    = "Events for ${each.key}"
  event_bus_name = aws_cloudwatch_event_bus.fleet.name
  event_pattern  = jsonencode(local.patterns[each.key])

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_cloudwatch_event_target" "subscriber" {
  for_each = var.subscribers

  rule           = aws_cloudwatch_event_rule.subscriber[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.fleet.name
  arn            = aws_sqs_queue.subscriber[each.key].arn

  dead_letter_config {
    arn = aws_sqs_queue.dead[each.key].arn
  }
}

resource "aws_sqs_queue" "subscriber" {
  for_each = var.subscribers

  name                       = local.queue_names[each.key]
  kms_master_key_id          = var.key_arn
  message_retention_seconds  = var.keep_days * 86400
  visibility_timeout_seconds = 60

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn
    maxReceiveCount     = 10
  })

  tags = { Name = local.queue_names[each.key] }
}
