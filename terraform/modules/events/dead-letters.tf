locals {
  dead_names = merge(
    { bus = "${var.name}-events-bus-dead" },
    { for k, n in local.queue_names : k => "${n}-dead" },
    { for x in length(var.tasks) > 0 ? ["tasks"] : [] : x => "${var.name}-tasks-dead" },
  )

  # Who may put what into which queue, besides roles that have it in their own policies.
  senders = merge(
    { "${local.dead_names.bus}" = "${local.events}:event-bus/${local.bus_name}" },
    { for k, n in local.queue_names : n => "${local.events}:rule/${local.bus_name}/${var.name}-${k}" },
    { for k, n in local.queue_names : "${n}-dead" => "${local.events}:rule/${local.bus_name}/${var.name}-${k}" },
    { for x in length(var.tasks) > 0 ? [1] : [] : "${var.name}-tasks-dead" => null },
  )

  readers = { for k, n in local.queue_names : n => var.subscribers[k].readers }
}

resource "aws_sqs_queue" "dead" {
  for_each = local.dead_names

  name                      = each.value
  kms_master_key_id         = var.key_arn
  message_retention_seconds = 14 * 86400

  tags = { Name = each.value }
}

data "aws_iam_policy_document" "queue" {
  for_each = local.senders

  dynamic "statement" {
    for_each = each.value[*]

    content {
      sid       = "BusPuts"
      actions   = ["sqs:SendMessage"]
      resources = ["${local.sqs}:${each.key}"]

      principals {
        type        = "Service"
        identifiers = ["events.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }

  dynamic "statement" {
    for_each = try([local.readers[each.key]], [])

    content {
      sid       = "SubscriberReads"
      actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
      resources = ["${local.sqs}:${each.key}"]

      principals {
        type        = "AWS"
        identifiers = statement.value
      }
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["${local.sqs}:${each.key}"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "queue" {
  for_each = merge(
    { for q in aws_sqs_queue.dead : q.name => q.url },
    { for q in aws_sqs_queue.subscriber : q.name => q.url },
  )

  queue_url = each.value
  policy    = data.aws_iam_policy_document.queue[each.key].json
}
