locals {
  # The console's policy is written where the distribution is that reads it.
  own_policies = toset([for use in keys(local.buckets) : use if use != "console"])
}

data "aws_iam_policy_document" "bucket" {
  for_each = local.own_policies

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.bucket_arns[each.key], "${local.bucket_arns[each.key]}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  # Whoever asks for another encryption than the bucket's means another key, or none of ours.
  dynamic "statement" {
    for_each = local.buckets[each.key].key == null ? [] : [1]

    content {
      sid       = "NoOtherKey"
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${local.bucket_arns[each.key]}/*"]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "StringNotEqualsIfExists"
        variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
        values   = [local.buckets[each.key].key]
      }

      # A request that names no encryption at all gets the bucket's; only AES256 has to be told apart.
      condition {
        test     = "Null"
        variable = "s3:x-amz-server-side-encryption"
        values   = ["false"]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "DeliveryOfLogs"
      actions   = ["s3:PutObject"]
      resources = ["${local.bucket_arns["logs"]}/*"]

      principals {
        type        = "Service"
        identifiers = ["delivery.logs.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "DeliveryLooksWhoseBucketItIs"
      actions   = ["s3:GetBucketAcl"]
      resources = [local.bucket_arns["logs"]]

      principals {
        type        = "Service"
        identifiers = ["delivery.logs.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.own_policies

  bucket = aws_s3_bucket.this[each.key].id
  policy = data.aws_iam_policy_document.bucket[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_logging" "this" {
  for_each = toset(["archive", "documents"])

  bucket        = aws_s3_bucket.this[each.key].id
  target_bucket = aws_s3_bucket.this["logs"].id
  target_prefix = "s3/${each.key}/"
}

# Pages of the console send and fetch documents by addresses that S3 signed; everything else comes from no page.
resource "aws_s3_bucket_cors_configuration" "documents" {
  bucket = aws_s3_bucket.this["documents"].id

  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = var.console_origins
    allowed_headers = ["content-type", "x-amz-checksum-sha256"]
    max_age_seconds = 3600
  }
}
