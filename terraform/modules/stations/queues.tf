locals {
  intake_name = "${var.name}-station-messages"
}

resource "aws_sqs_queue" "intake" {
  count = var.sink == "queue" ? 1 : 0

  name                       = local.intake_name
  kms_master_key_id          = var.key_arn
  visibility_timeout_seconds = 6 * var.function_timeout_seconds
  message_retention_seconds  = 14 * 86400

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead["function"].arn
    maxReceiveCount     = var.most_receives
  })

  tags = { Name = local.intake_name }
}

resource "aws_kinesis_stream" "intake" {
  count = var.sink == "stream" ? 1 : 0

  name             = local.intake_name
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = var.key_arn

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }

  tags = { Name = local.intake_name }
}

resource "aws_sqs_queue" "dead" {
  for_each = local.dead_letters

  name                      = each.value
  kms_master_key_id         = var.key_arn
  message_retention_seconds = 14 * 86400

  tags = { Name = each.value }
}

data "aws_iam_policy_document" "tls_only" {
  for_each = merge(local.dead_letters, var.sink == "queue" ? { intake = local.intake_name } : {})

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["${local.sqs}:${each.value}"]

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

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = merge({ for k, q in aws_sqs_queue.dead : k => q.url }, { for q in aws_sqs_queue.intake : "intake" => q.url })

  queue_url = each.value
  policy    = data.aws_iam_policy_document.tls_only[each.key].json
}
