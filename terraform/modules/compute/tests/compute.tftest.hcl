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
  name      = "fleetport-test"
  image_tag = "0.1.0"
  services = {
    edge = {
      cpu           = 512, memory = 1024, least = 1, most = 4, stop_seconds = 60
      target_groups = [{ arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/edge/1", port = 8443 }]
      connections   = { namespace = "AWS/NetworkELB", metric = "ActiveFlowCount", dimensions = { LoadBalancer = "net/edge/1" }, of_each = 8000 }
    }
    consumer = { cpu = 512, memory = 1024, least = 1, most = 4, age = { stream = "fleetport-test-telemetry", seconds = 30 } }
    live     = { cpu = 256, memory = 1024, least = 1, most = 2, spot = true }
    jobs     = { cpu = 256, memory = 1024, least = 1, most = 1 }
  }
  environments = { edge = { A = "1" }, consumer = { A = "1" }, live = { A = "1" }, jobs = { A = "1" } }
  secrets      = { edge = { KEY = "arn:key" }, consumer = { KEY = "arn:key" }, live = { KEY = "arn:key" }, jobs = { KEY = "arn:key" } }
  files = {
    edge     = { "/run/fleetport/vehicles.key" = { secret = "arn:vehicles", member = "key" } }
    consumer = {}
    live     = {}
    jobs     = {}
  }
  by_process         = { edge = {}, consumer = {}, live = {}, jobs = { CLIENT = "fleetport-test-jobs" } }
  service_role_arns  = { edge = "arn:aws:iam::111122223333:role/edge", consumer = "arn:aws:iam::111122223333:role/consumer", live = "arn:aws:iam::111122223333:role/live", jobs = "arn:aws:iam::111122223333:role/jobs" }
  start_role_arns    = { edge = "arn:aws:iam::111122223333:role/edge-start", consumer = "arn:aws:iam::111122223333:role/consumer-start", live = "arn:aws:iam::111122223333:role/live-start", jobs = "arn:aws:iam::111122223333:role/jobs-start" }
  subnet_ids         = ["subnet-1", "subnet-2"]
  security_group_ids = { edge = "sg-edge", consumer = "sg-consumer", live = "sg-live", jobs = "sg-jobs" }
  key_arns = {
    images = "arn:aws:kms:eu-central-1:111122223333:key/images"
    logs   = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  }
  log_group_prefix = "/fleetport-test"
}

run "containers_are_closed" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for task in aws_ecs_task_definition.this : [
        for container in jsondecode(task.container_definitions) : container.readonlyRootFilesystem && container.user == "10001" && container.linuxParameters.capabilities.drop == ["ALL"]
      ]
    ]))
    error_message = "Containers must not write to their image, nor be root, nor have capabilities."
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : !one(service.network_configuration).assign_public_ip && !service.enable_execute_command])
    error_message = "No container may have a public address or a shell for those who ask."
  }

  assert {
    condition = alltrue(flatten([
      for task in aws_ecs_task_definition.this : [
        for container in jsondecode(task.container_definitions) : !strcontains(container.image, ":latest") && strcontains(container.image, "111122223333.dkr.ecr.eu-central-1")
      ]
    ]))
    error_message = "The image is ours, and one for ever."
  }

  assert {
    condition = alltrue(flatten([
      for role, task in aws_ecs_task_definition.this : [
        for container in jsondecode(task.container_definitions) : [for secret in try(container.secrets, []) : secret.name != "FILE_VEHICLES_KEY"] if container.name == "fleetport"
      ]
    ]))
    error_message = "Only the container that writes files is given them."
  }

  assert {
    condition     = [for container in jsondecode(aws_ecs_task_definition.this["edge"].container_definitions) : container.name] == ["files", "fleetport"] && [for container in jsondecode(aws_ecs_task_definition.this["jobs"].container_definitions) : container.name] == ["fleetport"]
    error_message = "Files are written where there are any."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this["edge"].container_definitions)[0].command[0] == "umask 077; set -eu; printf '%s' \"$FILE_VEHICLES_KEY\" > /run/fleetport/vehicles.key;"
    error_message = "Files are for their owner alone, and hold what the secret says."
  }

  assert {
    condition     = aws_ecr_repository.this.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this.image_scanning_configuration[0].scan_on_push && aws_ecr_repository.this.encryption_configuration[0].kms_key == var.key_arns.images
    error_message = "Images must be scanned, unchangeable and under our key."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.service : group.kms_key_id == var.key_arns.logs && group.retention_in_days == 30])
    error_message = "Logs must be under our key, and end."
  }
}

run "services_run_and_scale" {
  command = plan

  assert {
    condition     = alltrue([for task in aws_ecs_task_definition.this : one(task.runtime_platform).cpu_architecture == "ARM64" && task.requires_compatibilities == toset(["FARGATE"])])
    error_message = "All on ARM."
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : one(service.deployment_circuit_breaker).enable && one(service.deployment_circuit_breaker).rollback && service.deployment_minimum_healthy_percent == 100])
    error_message = "A version that does not start must go back by itself, with the former one running."
  }

  assert {
    condition     = one(aws_ecs_service.this["live"].capacity_provider_strategy).capacity_provider == "FARGATE_SPOT" && one(aws_ecs_service.this["edge"].capacity_provider_strategy).capacity_provider == "FARGATE"
    error_message = "Only live events are on Spot."
  }

  assert {
    condition     = toset(keys(aws_appautoscaling_policy.cpu)) == toset(["edge", "consumer", "live"]) && toset(keys(aws_appautoscaling_policy.connections)) == toset(["edge"]) && toset(keys(aws_appautoscaling_policy.age)) == toset(["consumer"])
    error_message = "Scaling by processor, connections and age."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.age["consumer"].threshold == 30000
    error_message = "The age is in milliseconds."
  }

  assert {
    condition     = strcontains(jsondecode(aws_ecs_task_definition.this["jobs"].container_definitions)[0].command[0], "export CLIENT=\"fleetport-test-jobs-$(hostname)\"; exec ")
    error_message = "A name of each process its own."
  }
}

run "without_an_image_nothing_runs" {
  command = plan

  variables {
    image_tag = null
  }

  assert {
    condition     = length(aws_ecs_service.this) == 0 && length(aws_ecs_task_definition.this) == 0 && length(aws_cloudwatch_log_group.service) == 4
    error_message = "The repository comes before the first image."
  }
}

run "latest_is_refused" {
  command = plan

  variables {
    image_tag = "latest"
  }

  expect_failures = [var.image_tag]
}
