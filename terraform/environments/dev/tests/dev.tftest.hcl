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
  function_code    = { key = "function-0.1.0.zip" }
}

run "small" {
  assert {
    condition     = toset(keys(output.deployment.services)) == toset(["edge", "consumer", "live", "jobs"]) && toset(keys(output.deployment.functions)) == toset(["api", "stations", "uploads"])
    error_message = "Four roles as containers; requests, stations and uploads call functions."
  }

  assert {
    condition     = alltrue([for service in values(output.deployment.services) : service.least_tasks == 1])
    error_message = "One of each."
  }

  assert {
    condition     = length(output.deployment.nat_addresses) == 1 && contains(output.deployment.alarm_names, "fleetport-dev-nat-instance-first")
    error_message = "One NAT instance, watched."
  }

  assert {
    condition     = !can(output.deployment.function_environments["api"]["FLEETPORT_DATA"]) && output.deployment.function_environments["api"]["FLEETPORT_STATIONS_BROKER"] == "none"
    error_message = "A function keeps nothing and holds no connection to a broker."
  }

  assert {
    condition = alltrue([
      for role in keys(output.deployment.services) : alltrue([
        for alarm in ["service-tasks", "service-cpu", "service-memory"] : contains(output.deployment.alarm_names, "fleetport-dev-${alarm}-${role}")
      ])
    ])
    error_message = "Each service must have its alarms."
  }

  assert {
    condition = alltrue([
      for function in keys(output.deployment.functions) : contains(output.deployment.alarm_names, "fleetport-dev-function-errors-${function}")
    ])
    error_message = "Each function must have its alarms."
  }

  assert {
    condition = alltrue([
      for queue in ["functions", "stations-rule", "stations-function"] : contains(output.deployment.alarm_names, "fleetport-dev-dead-letters-${queue}")
    ])
    error_message = "Each queue of dead letters must have its alarm."
  }

  assert {
    condition     = contains(output.deployment.alarm_names, "fleetport-dev-stream-behind-telemetry")
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

run "first_time" {
  command = plan

  variables {
    image_tag     = null
    function_code = null
  }

  assert {
    condition     = length(output.deployment.services) == 0 && length(output.deployment.functions) == 0
    error_message = "Without image and code nothing runs, and everything else is made."
  }
}
