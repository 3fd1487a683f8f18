locals {
  # Class after 90 days. An erasure and a replay read the archive as it lies, so it goes where reading needs no order
  # and no waiting of hours.
  cold = {
    archive   = var.intelligent_tiering ? null : "GLACIER_IR"
    documents = "STANDARD_IA"
    backups   = "GLACIER_IR"
    logs      = "GLACIER_IR"
    console   = null
    artifacts = null
    queries   = null
  }

  gone = {
    archive   = var.archive_days
    documents = null
    backups   = 365
    logs      = var.log_days
    console   = null
    artifacts = null
    queries   = 7
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    dynamic "transition" {
      for_each = local.cold[each.key] == null ? [] : [local.cold[each.key]]

      content {
        days          = 90
        storage_class = transition.value
      }
    }

    dynamic "transition" {
      for_each = each.key == "archive" && var.intelligent_tiering ? [1] : []

      content {
        days          = 0
        storage_class = "INTELLIGENT_TIERING"
      }
    }

    dynamic "expiration" {
      for_each = local.gone[each.key] == null ? [] : [local.gone[each.key]]

      content {
        days = expiration.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
