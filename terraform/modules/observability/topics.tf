data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  sns     = "arn:${data.aws_partition.current.partition}:sns"

  topic_name        = "${var.name}-alarms"
  topic_arn         = "${local.sns}:${data.aws_region.current.region}:${local.account}:${local.topic_name}"
  global_topic_name = "${var.name}-global-alarms"
  global_topic_arn  = "${local.sns}:us-east-1:${local.account}:${local.global_topic_name}"

  subscriptions = { for n in var.notify : "${n.protocol}:${n.endpoint}" => n }
}

resource "aws_sns_topic" "alarms" {
  name              = local.topic_name
  kms_master_key_id = var.key_arn

  tags = { Name = local.topic_name }
}

# An alarm tells topics of its own region only.
resource "aws_sns_topic" "global_alarms" {
  region            = "us-east-1"
  name              = local.global_topic_name
  kms_master_key_id = var.global_key_arn

  tags = { Name = local.global_topic_name }
}

data "aws_iam_policy_document" "topic" {
  for_each = { (local.topic_arn) = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"], (local.global_topic_arn) = ["cloudwatch.amazonaws.com"] }

  statement {
    sid       = "AlarmsTell"
    actions   = ["sns:Publish"]
    resources = [each.key]

    principals {
      type        = "Service"
      identifiers = each.value
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [each.key]

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

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.topic[local.topic_arn].json
}

resource "aws_sns_topic_policy" "global_alarms" {
  region = "us-east-1"
  arn    = aws_sns_topic.global_alarms.arn
  policy = data.aws_iam_policy_document.topic[local.global_topic_arn].json
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = local.subscriptions

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}

resource "aws_sns_topic_subscription" "global_alarms" {
  for_each = local.subscriptions

  region    = "us-east-1"
  topic_arn = aws_sns_topic.global_alarms.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}
