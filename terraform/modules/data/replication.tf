locals {
  replicated = var.replication == null ? {} : var.replication.bucket_arns
}

data "aws_iam_policy_document" "replication_assume" {
  count = var.replication == null ? 0 : 1

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "replication" {
  count = var.replication == null ? 0 : 1

  statement {
    sid       = "WhatIsCopied"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [for use in keys(local.replicated) : local.bucket_arns[use]]
  }

  statement {
    sid       = "ReadVersions"
    actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
    resources = [for use in keys(local.replicated) : "${local.bucket_arns[use]}/*"]
  }

  statement {
    sid       = "WriteCopies"
    actions   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
    resources = [for arn in values(local.replicated) : "${arn}/*"]
  }

  statement {
    sid       = "OpenHere"
    actions   = ["kms:Decrypt"]
    resources = distinct([for use in keys(local.replicated) : local.buckets[use].key])
  }

  statement {
    sid       = "SealThere"
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [var.replication.key_arn]
  }
}

resource "aws_iam_role" "replication" {
  count = var.replication == null ? 0 : 1

  name               = "${var.name}-replication"
  assume_role_policy = data.aws_iam_policy_document.replication_assume[0].json

  tags = {
    Name = "${var.name}-replication"
  }
}

resource "aws_iam_role_policy" "replication" {
  count = var.replication == null ? 0 : 1

  name   = "copy"
  role   = aws_iam_role.replication[0].id
  policy = data.aws_iam_policy_document.replication[0].json
}

resource "aws_s3_bucket_replication_configuration" "this" {
  for_each = local.replicated

  bucket = aws_s3_bucket.this[each.key].id
  role   = aws_iam_role.replication[0].arn

  rule {
    id     = "copy"
    status = "Enabled"

    filter {}

    # What is removed here is removed there; what an erasure deletes for good by version is not, see docs/privacy.md.
    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = each.value
      storage_class = "STANDARD_IA"

      encryption_configuration {
        replica_kms_key_id = var.replication.key_arn
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
