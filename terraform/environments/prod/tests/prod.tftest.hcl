mock_provider "aws" {
  source = "../../tests/mocks"
}

mock_provider "random" {}

variables {
  domain_name      = "fleet.example.com"
  vehicles_domain  = "vehicles.example.com"
  zone_id          = "Z0EXAMPLE"
  sign_in_prefix   = "example-fleetport"
  runbook_base_url = "https://git.example.com/fleetport/blob/main/"
  image_tag        = "0.1.0"
}

run "large" {
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
    condition     = alltrue([for variables in values(output.deployment.environments) : variables["FLEETPORT_ENVIRONMENT"] == "production" && variables["FLEETPORT_KEYS_KIND"] == "kms"])
    error_message = "Everything runs as in production, with its master key in KMS."
  }

  assert {
    condition     = output.deployment.url == "https://fleet.example.com" && output.deployment.vehicles_endpoint == "*.vehicles.example.com:443"
    error_message = "Addresses as they were asked for."
  }
}
