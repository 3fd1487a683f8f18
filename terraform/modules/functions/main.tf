data "aws_caller_identity" "current" {}

locals {
  handlers = {
    api      = "io.fleetport.bootstrap.lambda.ApiHandler"
    stations = "io.fleetport.bootstrap.lambda.StationHandler"
    uploads  = "io.fleetport.bootstrap.lambda.UploadHandler"
  }

  secret_arns = { for name, arn in merge([for function in keys(var.functions) : lookup(var.secrets, function, {})]...) : name => arn }
}

# Lambda has no way to a secret but the program's own, and the application reads these two as settings.
data "aws_secretsmanager_secret_version" "setting" {
  for_each = local.secret_arns

  secret_id = each.value
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = var.functions

  name              = "${var.log_group_prefix}/function-${each.key}"
  retention_in_days = var.log_days
  kms_key_id        = var.key_arns.logs

  tags = {
    Name = "${var.log_group_prefix}/function-${each.key}"
  }
}

resource "aws_lambda_function" "this" {
  for_each = var.functions

  function_name = "${var.name}-${each.key}"
  description   = "Fleetport's function ${each.key}"
  role          = var.role_arns[each.key]
  runtime       = var.runtime
  architectures = ["arm64"]
  handler       = local.handlers[each.key]
  memory_size   = each.value.memory
  timeout       = each.value.timeout
  kms_key_arn   = var.key_arns.environment
  publish       = true

  s3_bucket         = var.code.bucket
  s3_key            = var.code.key
  s3_object_version = var.code.version

  # Without a bound a burst takes every connection the database has.
  reserved_concurrent_executions = each.value.copies

  environment {
    variables = merge(
      var.environments[each.key],
      { for name in keys(lookup(var.secrets, each.key, {})) : name => data.aws_secretsmanager_secret_version.setting[name].secret_string },
    )
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [var.security_group_id]
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this[each.key].name
  }

  dynamic "snap_start" {
    for_each = each.value.snap_start ? [1] : []

    content {
      apply_on = "PublishedVersions"
    }
  }

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

resource "aws_lambda_alias" "live" {
  for_each = var.functions

  name             = "live"
  description      = "What is called; a published version, as SnapStart keeps pictures of no other"
  function_name    = aws_lambda_function.this[each.key].function_name
  function_version = aws_lambda_function.this[each.key].version
}

resource "aws_lambda_provisioned_concurrency_config" "this" {
  for_each = { for function, size in var.functions : function => size if size.provisioned > 0 }

  function_name                     = aws_lambda_function.this[each.key].function_name
  qualifier                         = aws_lambda_alias.live[each.key].name
  provisioned_concurrent_executions = each.value.provisioned
}
