# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

variables {
  name         = "fleetport-test"
  stores       = "postgres"
  stream_name  = "fleetport-test-telemetry"
  consumer     = "leases"
  table_prefix = "fleetport-test-stores-"
  bucket_names = { archive = "fleetport-test-archive-1", documents = "fleetport-test-documents-1" }
  secret_arns = {
    "vin-index"         = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vin-index"
    "webhooks"          = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:webhooks"
    "redis"             = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:redis"
    "vehicles-tls"      = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vehicles-tls"
    "stations-identity" = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:stations-identity"
    "database"          = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database"
  }
  key_arns = {
    master    = "arn:aws:kms:eu-central-1:111122223333:key/master"
    stream    = "arn:aws:kms:eu-central-1:111122223333:key/stream"
    stores    = "arn:aws:kms:eu-central-1:111122223333:key/stores"
    secrets   = "arn:aws:kms:eu-central-1:111122223333:key/secrets"
    archive   = "arn:aws:kms:eu-central-1:111122223333:key/archive"
    documents = "arn:aws:kms:eu-central-1:111122223333:key/documents"
    events    = "arn:aws:kms:eu-central-1:111122223333:key/events"
  }
  event_bus_name    = "fleetport-test"
  failure_queue_arn = "arn:aws:sqs:eu-central-1:111122223333:failures"
  repository_arn    = "arn:aws:ecr:eu-central-1:111122223333:repository/fleetport-test/fleetport"
  log_group_prefix  = "/fleetport-test"
  station_sources = {
    queue_arn = "arn:aws:sqs:eu-central-1:111122223333:stations"
    key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/events"
  }
}

run "least_privilege" {
  command = plan

  assert {
    condition     = length(output.policies) == 15
    error_message = "Six roles, six starts, three functions: each has a policy."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.policies : [
        for statement in jsondecode(policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]
      ]
    ]))
    error_message = "No action may be given by pattern."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.policies : [
        for statement in jsondecode(policy).Statement :
        length(setsubtract(flatten([statement.Action]), keys(output.needs_every_resource))) == 0
        if contains(flatten([statement.Resource]), "*")
      ]
    ]))
    error_message = "All resources only where AWS knows no narrower one, and the reason is listed."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.policies : [
        for statement in jsondecode(policy).Statement : [
          for resource in flatten([statement.Resource]) : startswith(resource, "arn:aws:") && length(regexall("\\*", resource)) <= 1
          if resource != "*"
        ]
      ]
    ]))
    error_message = "Resources are named, and at most what is below one is meant by an asterisk."
  }

  assert {
    condition     = alltrue([for name, policy in output.policies : !strcontains(policy, "sts:AssumeRole") && !strcontains(policy, "iam:")])
    error_message = "No role takes another, or changes what roles may."
  }
}

run "each_role_has_its_own" {
  command = plan

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "kinesis:GetRecords")]) == toset(["consumer"])
    error_message = "Only consumers read the stream."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "kinesis:PutRecords")]) == toset(["edge", "stations", "api", "function-api", "function-stations", "function-uploads"])
    error_message = "Only those that hear put into the stream."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "fleetport-test-archive-1")]) == toset(["jobs"])
    error_message = "Only jobs reach the archive."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "fleetport-test-documents-1") && !startswith(name, "function-")]) == toset(["api", "jobs"])
    error_message = "Only API and jobs reach documents."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "events:PutEvents")]) == toset(["jobs"])
    error_message = "Only jobs publish events."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "secret:vehicles-tls")]) == toset(["edge-start"])
    error_message = "The vehicles' server key is for the edge alone, and for its start alone."
  }

  assert {
    condition     = toset([for name, policy in output.policies : name if strcontains(policy, "secret:vin-index")]) == toset(["edge-start", "consumer-start", "api-start", "live-start", "stations-start", "jobs-start"])
    error_message = "No process can read the index's key by itself: it is given it."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.policies : [
        for statement in jsondecode(policy).Statement :
        toset(flatten([statement.Condition["ForAllValues:StringEquals"]["kms:EncryptionContextKeys"]])) == toset(["organization", "purpose"]) if statement.Sid == "MasterKey"
      ]
    ]))
    error_message = "The master key wraps organizations' keys and nothing else."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.policies : [
        for statement in jsondecode(policy).Statement : can(statement.Condition.StringEquals["kms:ViaService"])
        if length([for action in flatten([statement.Action]) : action if startswith(action, "kms:")]) > 0 && !contains(["MasterKey", "OpenStationMessages"], statement.Sid)
      ]
    ]))
    error_message = "All other keys are used through the service whose data they are for."
  }
}

run "tables_instead" {
  command = plan

  variables {
    stores = "dynamodb"
  }

  assert {
    condition     = alltrue([for name, policy in output.policies : !strcontains(policy, "secret:database")])
    error_message = "Without a database nobody needs its login."
  }

  assert {
    condition     = alltrue([for name, policy in output.policies : strcontains(policy, "table/fleetport-test-stores-telemetry") || endswith(name, "-start")])
    error_message = "Every process works with the tables."
  }

  assert {
    condition     = alltrue([for name, policy in output.policies : !strcontains(policy, "dynamodb:CreateTable") || name == "consumer"])
    error_message = "Only consumers make tables: those of their leases."
  }
}
