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
  target = module.fleetport.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.compute.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.data.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.functions.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.keys.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.global_keys.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.network.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.observability.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.permissions.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.secrets.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.stations.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.events.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.backup.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.fleetport.module.network.data.aws_availability_zones.here
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

override_data {
  target = module.fleetport.data.aws_ec2_managed_prefix_list.cloudfront
  values = { id = "pl-cloudfront" }
}

override_data {
  target = module.fleetport.data.aws_iot_endpoint.stations
  values = { endpoint_address = "example-ats.iot.eu-central-1.amazonaws.com" }
}

# What has no name before it is made gets one, so that policies can be read.
override_module {
  target = module.fleetport.module.keys
  outputs = {
    arns = {
      master     = "arn:aws:kms:eu-central-1:111122223333:key/master"
      stream     = "arn:aws:kms:eu-central-1:111122223333:key/stream"
      stores     = "arn:aws:kms:eu-central-1:111122223333:key/stores"
      archive    = "arn:aws:kms:eu-central-1:111122223333:key/archive"
      documents  = "arn:aws:kms:eu-central-1:111122223333:key/documents"
      secrets    = "arn:aws:kms:eu-central-1:111122223333:key/secrets"
      events     = "arn:aws:kms:eu-central-1:111122223333:key/events"
      artifacts  = "arn:aws:kms:eu-central-1:111122223333:key/artifacts"
      operations = "arn:aws:kms:eu-central-1:111122223333:key/operations"
      backup     = "arn:aws:kms:eu-central-1:111122223333:key/backup"
    }
    aliases = {}
  }
}

override_module {
  target = module.fleetport.module.secrets
  outputs = {
    arns = {
      "vin-index"         = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vin-index"
      "webhooks"          = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:webhooks"
      "redis"             = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:redis"
      "vehicles-tls"      = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vehicles-tls"
      "stations-identity" = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:stations-identity"
    }
    redis_password = "0123456789abcdef0123456789abcdef"
  }
}

override_resource {
  target          = module.fleetport.module.data.aws_db_instance.this
  override_during = plan
  values = {
    arn                = "arn:aws:rds:eu-central-1:111122223333:db:fleetport"
    address            = "db.example.com"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database" }]
  }
}

variables {
  domain_name      = "fleet.example.com"
  vehicles_domain  = "vehicles.example.com"
  zone_id          = "Z0EXAMPLE"
  sign_in_prefix   = "example-fleetport"
  runbook_base_url = "https://git.example.com/fleetport/blob/main/"
  image_tag        = "0.1.0"
}

run "least_privilege" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for name, policy in output.deployment.policies : [
        for statement in jsondecode(policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]
      ]
    ]))
    error_message = "No action may be given by pattern."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in output.deployment.policies : [
        for statement in jsondecode(policy).Statement :
        length(setsubtract(flatten([statement.Action]), keys(output.deployment.needs_every_resource))) == 0
        if contains(flatten([statement.Resource]), "*")
      ]
    ]))
    error_message = "All resources only where AWS knows no narrower one, and the reason is listed."
  }

  assert {
    condition     = length(output.deployment.policies) == 15 && alltrue([for name, policy in output.deployment.policies : length(jsondecode(policy).Statement) > 0])
    error_message = "Each role has a policy."
  }

  assert {
    condition     = alltrue([for tag in ["Project", "Environment", "ManagedBy"] : can(output.tags[tag])])
    error_message = "Everything must say whose it is."
  }
}

run "large" {
  command = plan

  assert {
    condition     = toset(keys(output.deployment.services)) == toset(["edge", "consumer", "api", "live", "stations", "jobs"]) && length(output.deployment.functions) == 0
    error_message = "Six roles as containers."
  }

  assert {
    condition     = alltrue([for service in values(output.deployment.services) : service.least_tasks >= 2])
    error_message = "Two of everything at least."
  }

  assert {
    condition     = length(output.deployment.nat_addresses) == 3
    error_message = "A way out in each zone."
  }

  assert {
    condition     = output.deployment.environments["api"]["FLEETPORT_STATIONS_BROKER"] == "outside"
    error_message = "The API commands stations."
  }

  assert {
    condition = alltrue([
      for role in keys(output.deployment.services) : alltrue([
        for alarm in ["service-tasks", "service-cpu", "service-memory"] : contains(output.deployment.alarm_names, "fleetport-prod-${alarm}-${role}")
      ])
    ])
    error_message = "Each service must have its alarms."
  }

  assert {
    condition = alltrue([
      for function in keys(output.deployment.functions) : contains(output.deployment.alarm_names, "fleetport-prod-function-errors-${function}")
    ])
    error_message = "Each function must have its alarms."
  }

  assert {
    condition = alltrue([
      for queue in ["functions"] : contains(output.deployment.alarm_names, "fleetport-prod-dead-letters-${queue}")
    ])
    error_message = "Each queue of dead letters must have its alarm."
  }

  assert {
    condition     = contains(output.deployment.alarm_names, "fleetport-prod-stream-behind-telemetry")
    error_message = "The stream must have its alarm."
  }

  assert {
    condition     = alltrue([for alarm in ["audit-broken", "audit-unverified", "schedule-failed", "dead-letters-events-tasks"] : contains(output.deployment.alarm_names, "fleetport-prod-${alarm}")])
    error_message = "Audit logs must be verified by the clock, and somebody must hear when they are not."
  }

  assert {
    condition     = alltrue([for variables in values(output.deployment.environments) : variables["FLEETPORT_ENVIRONMENT"] == "production" && variables["FLEETPORT_KEYS_KIND"] == "kms"])
    error_message = "Everything runs as in production, with its master key in KMS."
  }

  assert {
    condition     = output.deployment.url == "https://fleet.example.com" && output.deployment.vehicles_endpoint == "*.vehicles.example.com:443"
    error_message = "Addresses as they were asked for."
  }
}
