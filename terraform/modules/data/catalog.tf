resource "aws_glue_catalog_database" "archive" {
  name        = replace("${var.name}_archive", "-", "_")
  description = "Raw messages as they came, VINs masked"

  tags = {
    Name = "${var.name}-archive"
  }
}

# As docs/archive.md has it: partitions are computed from the path, nothing has to be registered, and a query names its
# organizations.
resource "aws_glue_catalog_table" "message" {
  name          = "archived_message"
  database_name = aws_glue_catalog_database.archive.name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "parquet"
    "projection.enabled"           = "true"
    "projection.organization.type" = "injected"
    "projection.year.type"         = "integer"
    "projection.year.range"        = "2026,2100"
    "projection.month.type"        = "integer"
    "projection.month.range"       = "1,12"
    "projection.month.digits"      = "2"
    "projection.day.type"          = "integer"
    "projection.day.range"         = "1,31"
    "projection.day.digits"        = "2"
    "storage.location.template"    = "s3://${local.bucket_names["archive"]}/organization=$${organization}/telemetry/year=$${year}/month=$${month}/day=$${day}/"
  }

  dynamic "partition_keys" {
    for_each = [["organization", "string"], ["year", "int"], ["month", "int"], ["day", "int"]]

    content {
      name = partition_keys.value[0]
      type = partition_keys.value[1]
    }
  }

  storage_descriptor {
    location      = "s3://${local.bucket_names["archive"]}/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["subject_kind", "string"], ["subject_id", "string"], ["source", "string"], ["received_at", "timestamp"], ["raw", "binary"],
      ]

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

resource "aws_athena_workgroup" "archive" {
  name          = "${var.name}-archive"
  description   = "Questions to the archive"
  force_destroy = !var.final_snapshot

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    # A question that forgot its day reads a whole organization: ended at 100 GB, half a dollar.
    bytes_scanned_cutoff_per_query = 107374182400

    result_configuration {
      output_location = "s3://${local.bucket_names["queries"]}/results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = var.key_arns.queries
      }
    }
  }

  tags = {
    Name = "${var.name}-archive"
  }
}
