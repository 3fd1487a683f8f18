# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
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

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

run "queues_open_to_their_rule_and_reader_alone" {
  command = plan

  assert {
    condition = [for s in jsondecode(data.aws_iam_policy_document.queue["fleetport-test-events-billing"].json).Statement : s if s.Sid == "BusPuts"] == [{
      Sid       = "BusPuts"
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-central-1:111122223333:fleetport-test-events-billing"
      Principal = { Service = "events.amazonaws.com" }
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:events:eu-central-1:111122223333:rule/fleetport-test-fleet/fleetport-test-billing" } }
    }]
    error_message = "Only the subscriber's rule may put into its queue."
  }
  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.queue["fleetport-test-events-billing"].json).Statement : s.Principal if s.Sid == "SubscriberReads"]) == { AWS = "arn:aws:iam::111122223333:role/billing" }
    error_message = "Only the subscriber's role may read its queue."
  }
  assert {
    condition     = alltrue([for d in data.aws_iam_policy_document.queue : anytrue([for s in jsondecode(d.json).Statement : s.Effect == "Deny" && s.Action == "sqs:*" && try(s.Condition, null) == { Bool = { "aws:SecureTransport" = "false" } }])])
    error_message = "Every queue must refuse unencrypted connections."
  }
  assert {
    condition     = alltrue(flatten([for d in data.aws_iam_policy_document.queue : [for s in jsondecode(d.json).Statement : s.Effect == "Deny" || (!strcontains(jsonencode(s.Principal), "\"*\"") && !anytrue([for a in flatten([s.Action]) : strcontains(a, "*")]))]]))
    error_message = "Nothing may be open to everybody, and actions must be named."
  }
}

run "the_scheduler_starts_what_it_was_told" {
  command = plan

  assert {
    condition = jsonencode({ for s in jsondecode(data.aws_iam_policy_document.scheduler.json).Statement : s.Sid => [sort(flatten([s.Action])), sort(flatten([s.Resource]))] }) == jsonencode({
      RunVerify           = [["ecs:RunTask"], ["arn:aws:ecs:eu-central-1:111122223333:task-definition/fleetport-test-jobs:1"]]
      GiveTasksTheirRoles = [["iam:PassRole"], ["arn:aws:iam::111122223333:role/fleetport-test-jobs"]]
      PutWhatDidNotStart  = [["sqs:SendMessage"], ["arn:aws:sqs:eu-central-1:111122223333:fleetport-test-tasks-dead"]]
      OpenAndEncrypt      = [["kms:Decrypt", "kms:GenerateDataKey"], ["arn:aws:kms:eu-central-1:111122223333:key/events"]]
    })
    error_message = "The scheduler's role must have exactly these rights."
  }
  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.scheduler.json).Statement : s.Condition if s.Action == "iam:PassRole"]) == { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    error_message = "Roles may be given to tasks alone."
  }
  assert {
    condition     = one(jsondecode(data.aws_iam_policy_document.scheduler_trust.json).Statement).Condition == { ArnEquals = { "aws:SourceArn" = "arn:aws:scheduler:eu-central-1:111122223333:schedule-group/fleetport-test-tasks" } }
    error_message = "Only schedules of this group may take the role."
  }
}
