locals {
  # What docs/lambda.md asks of the rule. What Fleetport itself tells stations is left out: it would be read to be passed over.
  sql = <<-SQL
    SELECT encode(*, 'base64') AS payload, topic() AS topic, principal() AS principal, timestamp() AS received
    FROM 'ev/station/+/#'
    WHERE topic(4) <> 'commands' OR topic(5) = 'results'
  SQL
}

resource "aws_iot_topic_rule" "stations" {
  count = var.sink == "none" ? 0 : 1

  # Names of rules have no hyphens.
  name        = "${replace(var.name, "-", "_")}_stations"
  description = "What stations say, with who said it, on its way to the stations' function"
  enabled     = true
  sql         = replace(trimspace(local.sql), "\n", " ")
  sql_version = "2016-03-23"

  dynamic "sqs" {
    for_each = aws_sqs_queue.intake

    content {
      queue_url  = sqs.value.url
      role_arn   = aws_iam_role.rule[0].arn
      use_base64 = false
    }
  }

  dynamic "kinesis" {
    for_each = aws_kinesis_stream.intake

    content {
      stream_name = kinesis.value.name
      role_arn    = aws_iam_role.rule[0].arn
      # The station: what one says stays in order.
      partition_key = "$${topic(3)}"
    }
  }

  error_action {
    sqs {
      queue_url  = aws_sqs_queue.dead["rule"].url
      role_arn   = aws_iam_role.rule[0].arn
      use_base64 = false
    }
  }

  tags = { Name = "${var.name}-stations" }
}

data "aws_iam_policy_document" "rule_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["iot.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "rule" {
  statement {
    sid     = "PutIntoQueues"
    actions = ["sqs:SendMessage"]
    resources = concat(
      ["${local.sqs}:${var.name}-station-rule-dead"],
      var.sink == "queue" ? ["${local.sqs}:${local.intake_name}"] : [],
    )
  }

  dynamic "statement" {
    for_each = var.sink == "stream" ? [1] : []

    content {
      sid       = "PutIntoStream"
      actions   = ["kinesis:PutRecord"]
      resources = ["arn:${data.aws_partition.current.partition}:kinesis:${data.aws_region.current.region}:${local.account}:stream/${local.intake_name}"]
    }
  }

  statement {
    sid = "EncryptThem"
    # SQS opens the data key it keeps for a while, so sending asks for Decrypt, too.
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [var.key_arn]
  }
}

resource "aws_iam_role" "rule" {
  count = var.sink == "none" ? 0 : 1

  name               = "${var.name}-station-rule"
  description        = "Puts what stations say into the queue or stream of their function"
  assume_role_policy = data.aws_iam_policy_document.rule_trust.json

  tags = { Name = "${var.name}-station-rule" }
}

resource "aws_iam_role_policy" "rule" {
  count = var.sink == "none" ? 0 : 1

  name   = "put"
  role   = aws_iam_role.rule[0].id
  policy = data.aws_iam_policy_document.rule.json
}
