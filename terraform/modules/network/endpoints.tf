locals {
  # What the application asks of each service; a way that is given no more than that is of little use to anybody else.
  endpoint_actions = {
    kinesis-streams = {
      resources = ["arn:${local.partition}:kinesis:${local.region}:${local.account}:stream/*"]
      actions = [
        "kinesis:DescribeStream", "kinesis:DescribeStreamConsumer", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
        "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:PutRecords", "kinesis:RegisterStreamConsumer",
        "kinesis:SubscribeToShard",
      ]
    }
    kms = {
      resources = ["arn:${local.partition}:kms:${local.region}:${local.account}:key/*"]
      actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
    }
    secretsmanager = {
      resources = ["arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:*"]
      actions   = ["secretsmanager:GetSecretValue"]
    }
    # Logging in to the registry is for no repository in particular.
    "ecr.api" = {
      resources = ["*"]
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer"]
    }
    "ecr.dkr" = {
      resources = ["arn:${local.partition}:ecr:${local.region}:${local.account}:repository/*"]
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    }
    logs = {
      resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:*"]
      actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    }
    events = {
      resources = ["arn:${local.partition}:events:${local.region}:${local.account}:event-bus/*"]
      actions   = ["events:DescribeEventBus", "events:PutEvents"]
    }
    sqs = {
      resources = ["arn:${local.partition}:sqs:${local.region}:${local.account}:*"]
      actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"]
    }
  }
}

data "aws_iam_policy_document" "endpoint" {
  for_each = var.interface_endpoints

  statement {
    sid       = "OfThisAccount"
    actions   = local.endpoint_actions[each.key].actions
    resources = local.endpoint_actions[each.key].resources

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account]
    }
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = slice(aws_subnet.private[*].id, 0, coalesce(var.endpoint_zones, var.zones))
  security_group_ids  = [var.endpoint_security_group_id]
  policy              = data.aws_iam_policy_document.endpoint[each.key].json

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

data "aws_iam_policy_document" "s3" {
  statement {
    sid = "OwnBuckets"
    actions = [
      "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion",
      "s3:ListBucket", "s3:ListBucketVersions", "s3:PutObject",
    ]
    resources = [
      "arn:${local.partition}:s3:::${var.bucket_prefix}-*",
      "arn:${local.partition}:s3:::${var.bucket_prefix}-*/*",
    ]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account]
    }
  }

  # The registry keeps the layers of images in a bucket of its own, and gives out signed addresses.
  statement {
    sid       = "LayersOfImages"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::prod-${local.region}-starport-layer-bucket/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = aws_route_table.private[*].id
  policy            = data.aws_iam_policy_document.s3.json

  tags = {
    Name = "${var.name}-s3"
  }
}

data "aws_iam_policy_document" "dynamodb" {
  statement {
    sid = "TablesOfThisAccount"
    actions = [
      "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:CreateTable",
      "dynamodb:DeleteItem", "dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive",
      "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:UpdateTable",
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account]
    }
  }
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = aws_route_table.private[*].id
  policy            = data.aws_iam_policy_document.dynamodb.json

  tags = {
    Name = "${var.name}-dynamodb"
  }
}
