locals {
  # key: the KMS key; null where the service that writes knows no other than S3's own.
  buckets = {
    archive   = { key = var.key_arns.archive, versions = true }
    documents = { key = var.key_arns.documents, versions = true }
    backups   = { key = var.key_arns.archive, versions = true }
    console   = { key = var.key_arns.console, versions = true }
    artifacts = { key = var.key_arns.console, versions = true }
    queries   = { key = var.key_arns.queries, versions = false }
    # Load balancers deliver to buckets under S3's own keys alone.
    logs = { key = null, versions = true }
  }

  bucket_names = { for use, bucket in local.buckets : use => "${var.name}-${use}-${local.account}" }
  bucket_arns  = { for use, name in local.bucket_names : use => "arn:${local.partition}:s3:::${name}" }
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket        = local.bucket_names[each.key]
  force_destroy = !var.final_snapshot

  tags = {
    Name = local.bucket_names[each.key]
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    bucket_key_enabled = each.value.key != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = each.value.key == null ? "AES256" : "aws:kms"
      kms_master_key_id = each.value.key
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  versioning_configuration {
    status = each.value.versions ? "Enabled" : "Suspended"
  }
}
