data "aws_iam_policy_document" "tasks_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:ecs:${local.in_region}:*"]
    }
  }
}

data "aws_iam_policy_document" "functions_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# What the service does in a role, and what functions do.
data "aws_iam_policy_document" "work" {
  for_each = merge(local.service_statements, { for role, statements in local.function_statements : "function-${role}" => statements })

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = try(statement.value.via, null) == null ? [] : [statement.value.via]

        content {
          test     = "StringEquals"
          variable = "kms:ViaService"
          values   = ["${condition.value}.${local.region}.amazonaws.com"]
        }
      }

      dynamic "condition" {
        for_each = try(statement.value.context, null) == null ? [] : [statement.value.context]

        content {
          test     = "ForAllValues:StringEquals"
          variable = "kms:EncryptionContextKeys"
          values   = condition.value
        }
      }
    }
  }
}

# What the platform does before a container of the role starts: fetch the image, read its secrets, write its log.
data "aws_iam_policy_document" "start" {
  for_each = local.service_statements

  # Logging in to the registry is for no repository in particular.
  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "FetchImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [var.repository_arn]
  }

  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = local.injected[each.key]
  }

  statement {
    sid       = "OpenSecrets"
    actions   = ["kms:Decrypt"]
    resources = [var.key_arns["secrets"]]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.amazonaws.com"]
    }
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${local.in_region}:log-group:${var.log_group_prefix}/${each.key}:*"]
  }
}

resource "aws_iam_role" "service" {
  for_each = local.service_statements

  name               = "${var.name}-${each.key}"
  description        = "Fleetport in the role ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.tasks_assume.json

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

resource "aws_iam_role_policy" "service" {
  for_each = local.service_statements

  name   = each.key
  role   = aws_iam_role.service[each.key].id
  policy = data.aws_iam_policy_document.work[each.key].json
}

resource "aws_iam_role" "start" {
  for_each = local.service_statements

  name               = "${var.name}-${each.key}-start"
  description        = "Starts containers of the role ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.tasks_assume.json

  tags = {
    Name = "${var.name}-${each.key}-start"
  }
}

resource "aws_iam_role_policy" "start" {
  for_each = local.service_statements

  name   = "start"
  role   = aws_iam_role.start[each.key].id
  policy = data.aws_iam_policy_document.start[each.key].json
}

resource "aws_iam_role" "function" {
  for_each = local.function_statements

  name               = "${var.name}-function-${each.key}"
  description        = "Fleetport's function ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.functions_assume.json

  tags = {
    Name = "${var.name}-function-${each.key}"
  }
}

resource "aws_iam_role_policy" "function" {
  for_each = local.function_statements

  name   = each.key
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.work["function-${each.key}"].json
}
