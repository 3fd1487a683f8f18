resource "aws_scheduler_schedule_group" "tasks" {
  count = length(var.tasks) > 0 ? 1 : 0

  name = "${var.name}-tasks"

  tags = { Name = "${var.name}-tasks" }
}

resource "aws_scheduler_schedule" "task" {
  for_each = var.tasks

  name                         = "${var.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.tasks[0].name
  schedule_expression          = each.value.schedule
  schedule_expression_timezone = each.value.timezone
  kms_key_arn                  = var.key_arn

  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }

  target {
    arn      = each.value.cluster_arn
    role_arn = aws_iam_role.scheduler[0].arn
    input    = jsonencode({ containerOverrides = [{ name = each.value.container, command = each.value.command }] })

    ecs_parameters {
      task_definition_arn = each.value.task_definition_arn
      launch_type         = "FARGATE"
      task_count          = 1

      network_configuration {
        subnets          = each.value.subnet_ids
        security_groups  = each.value.security_group_ids
        assign_public_ip = false
      }
    }

    retry_policy {
      maximum_retry_attempts       = 3
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = aws_sqs_queue.dead["tasks"].arn
    }
  }
}

data "aws_iam_policy_document" "scheduler_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:scheduler:${local.in_place}:schedule-group/${var.name}-tasks"]
    }
  }
}

data "aws_iam_policy_document" "scheduler" {
  dynamic "statement" {
    for_each = var.tasks

    content {
      sid       = "Run${replace(title(replace(statement.key, "-", " ")), " ", "")}"
      actions   = ["ecs:RunTask"]
      resources = [statement.value.task_definition_arn]

      condition {
        test     = "ArnEquals"
        variable = "ecs:cluster"
        values   = [statement.value.cluster_arn]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.tasks) > 0 ? [distinct(flatten([for t in var.tasks : t.pass_role_arns]))] : []

    content {
      sid       = "GiveTasksTheirRoles"
      actions   = ["iam:PassRole"]
      resources = statement.value

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["ecs-tasks.amazonaws.com"]
      }
    }
  }

  statement {
    sid       = "PutWhatDidNotStart"
    actions   = ["sqs:SendMessage"]
    resources = ["${local.sqs}:${var.name}-tasks-dead"]
  }

  statement {
    sid       = "OpenAndEncrypt"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.key_arn]
  }
}

resource "aws_iam_role" "scheduler" {
  count = length(var.tasks) > 0 ? 1 : 0

  name               = "${var.name}-scheduler"
  description        = "Starts tasks by the clock"
  assume_role_policy = data.aws_iam_policy_document.scheduler_trust.json

  tags = { Name = "${var.name}-scheduler" }
}

resource "aws_iam_role_policy" "scheduler" {
  count = length(var.tasks) > 0 ? 1 : 0

  name   = "run"
  role   = aws_iam_role.scheduler[0].id
  policy = data.aws_iam_policy_document.scheduler.json
}
