mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name    = "fleetport-test"
  key_arn = "arn:aws:kms:eu-central-1:111122223333:key/events"
  subscribers = {
    billing = {
      event_types   = ["session.finished", "swap.completed.v1"]
      organizations = ["acme"]
      readers       = ["arn:aws:iam::111122223333:role/billing"]
    }
    lake = {
      readers = ["arn:aws:iam::111122223333:role/lake"]
    }
  }
  tasks = {
    verify = {
      schedule            = "cron(0 3 * * ? *)"
      cluster_arn         = "arn:aws:ecs:eu-central-1:111122223333:cluster/fleetport-test"
      task_definition_arn = "arn:aws:ecs:eu-central-1:111122223333:task-definition/fleetport-test-jobs:1"
      pass_role_arns      = ["arn:aws:iam::111122223333:role/fleetport-test-jobs"]
      subnet_ids          = ["subnet-1"]
      security_group_ids  = ["sg-1"]
      container           = "fleetport"
      command             = ["exec /opt/fleetport/fleetport audit verify --environment production"]
    }
  }
}

run "all_is_under_the_key" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_bus.fleet.kms_key_identifier == var.key_arn
    error_message = "The bus must be under the key."
  }
  assert {
    condition     = aws_cloudwatch_event_archive.fleet[0].kms_key_identifier == var.key_arn && aws_cloudwatch_event_archive.fleet[0].retention_days == 14
    error_message = "The archive must be under the key, and must end."
  }
  assert {
    condition     = alltrue([for q in concat(values(aws_sqs_queue.dead), values(aws_sqs_queue.subscriber)) : q.kms_master_key_id == var.key_arn])
    error_message = "Every queue must be under the key."
  }
  assert {
    condition     = aws_scheduler_schedule.task["verify"].kms_key_arn == var.key_arn
    error_message = "Schedules must be under the key."
  }
}

run "patterns_say_who_gets_what" {
  command = plan

  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.subscriber["billing"].event_pattern) == {
      source        = ["fleetport"]
      "detail-type" = [{ prefix = "session.finished." }, "swap.completed.v1"]
      detail        = { organization = ["acme"] }
    }
    error_message = "A subscriber gets its types and organizations alone."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.subscriber["lake"].event_pattern) == { source = ["fleetport"] }
    error_message = "Who asks for nothing in particular gets everything."
  }
}

run "each_subscriber_has_dead_letters_of_its_own" {
  command = plan

  override_resource {
    target          = aws_sqs_queue.dead["bus"]
    override_during = plan
    values          = { arn = "arn:aws:sqs:eu-central-1:111122223333:bus-dead" }
  }
  override_resource {
    target          = aws_sqs_queue.dead["billing"]
    override_during = plan
    values          = { arn = "arn:aws:sqs:eu-central-1:111122223333:billing-dead" }
  }
  override_resource {
    target          = aws_sqs_queue.dead["lake"]
    override_during = plan
    values          = { arn = "arn:aws:sqs:eu-central-1:111122223333:lake-dead" }
  }

  assert {
    condition = { for k, t in aws_cloudwatch_event_target.subscriber : k => one(t.dead_letter_config[*].arn) } == {
      billing = "arn:aws:sqs:eu-central-1:111122223333:billing-dead"
      lake    = "arn:aws:sqs:eu-central-1:111122223333:lake-dead"
    }
    error_message = "What the bus cannot put into a subscriber's queue must go to that subscriber's dead letters."
  }
  assert {
    condition = { for k, q in aws_sqs_queue.subscriber : k => jsondecode(q.redrive_policy).deadLetterTargetArn } == {
      billing = "arn:aws:sqs:eu-central-1:111122223333:billing-dead"
      lake    = "arn:aws:sqs:eu-central-1:111122223333:lake-dead"
    }
    error_message = "What a subscriber does not work off must go to its own dead letters."
  }
}

run "nothing_is_lost_silently" {
  command = plan

  assert {
    condition     = toset(keys(output.dead_letter_queues)) == toset(["bus", "billing", "lake", "tasks"])
    error_message = "Bus, subscribers and tasks must each have a queue for what went wrong."
  }
  assert {
    condition     = toset(keys(aws_sqs_queue_policy.queue)) == toset(concat(values(output.queues), values(output.dead_letter_queues)))
    error_message = "Every queue must have its policy."
  }
  assert {
    condition     = aws_scheduler_schedule.task["verify"].target[0].ecs_parameters[0].network_configuration[0].assign_public_ip == false
    error_message = "Tasks must have no public address."
  }
}

run "every_type_of_event_has_a_schema" {
  command = plan

  assert {
    condition = toset(keys(aws_schemas_schema.event)) == toset(regexall("[a-z]+\\.[a-z_]+\\.v[0-9]+", join(" ", [
      for line in split("\n", file("../../../docs/events.md")) : line if can(regex("^\\| `[a-z_.]+v[0-9]+` \\|", line))
    ])))
    error_message = "The registry must hold the types of docs/events.md, all of them and no other."
  }
}

run "no_subscriber_no_queue" {
  command = plan

  variables {
    subscribers = {}
    tasks       = {}
    replay_days = 0
  }

  assert {
    condition     = keys(aws_sqs_queue.dead) == ["bus"] && length(aws_iam_role.scheduler) == 0 && length(aws_cloudwatch_event_archive.fleet) == 0
    error_message = "Nothing may lie idle."
  }
}

run "an_account_is_no_reader" {
  command = plan

  variables {
    subscribers = { all = { readers = ["arn:aws:iam::111122223333:root"] } }
  }

  expect_failures = [var.subscribers]
}
