locals {
  # The first container writes what must be files, from secrets that only it is given, into a place in memory's stead that
  # both see and that ends with the task. A name for each file's text, as the platform gives out secrets by variables.
  file_variables = {
    for role, files in var.files : role => { for path in sort(keys(files)) : path => "FILE_${upper(replace(basename(path), "/[^A-Za-z0-9]/", "_"))}" }
  }

  write_files = {
    for role, files in local.file_variables : role =>
    "umask 077; set -eu; ${join(" ", [for path, variable in files : format("printf '%%s' \"$%s\" > %s;", variable, path)])}"
  }

  # A variable that is another one in each process can only be made where the process is.
  run = {
    for role, variables in var.by_process : role => join(" ", concat(
      [for name, prefix in variables : "export ${name}=\"${prefix}-$(hostname)\";"],
      ["exec /opt/fleetport/fleetport serve --environment production"],
    ))
  }

  mounts = [
    { sourceVolume = "data", containerPath = "/var/lib/fleetport", readOnly = false },
    { sourceVolume = "tmp", containerPath = "/tmp", readOnly = false },
    { sourceVolume = "files", containerPath = "/run/fleetport", readOnly = true },
  ]

  logging = {
    for role in keys(local.services) : role => {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = "${var.log_group_prefix}/${role}"
        "awslogs-region"        = local.region
        "awslogs-stream-prefix" = role
        # A log that cannot be written in time must not hold up vehicles.
        "mode"            = "non-blocking"
        "max-buffer-size" = "25m"
      }
    }
  }

  ports = { edge = [8443, 8080] }
}

resource "aws_ecs_task_definition" "this" {
  for_each = local.services

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = each.value.memory
  task_role_arn            = var.service_role_arns[each.key]
  execution_role_arn       = var.start_role_arns[each.key]

  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode(concat(
    [for role in [each.key] : {
      name                   = "files"
      image                  = local.image
      essential              = false
      readonlyRootFilesystem = true
      user                   = "10001"
      entryPoint             = ["/bin/sh", "-c"]
      command                = [local.write_files[each.key]]
      secrets = [
        for path, from in var.files[each.key] : { name = local.file_variables[each.key][path], valueFrom = "${from.secret}:${from.member}::" }
      ]
      linuxParameters  = { capabilities = { drop = ["ALL"] } }
      mountPoints      = [{ sourceVolume = "files", containerPath = "/run/fleetport", readOnly = false }]
      logConfiguration = local.logging[each.key]
    } if length(var.files[role]) > 0],
    [{
      name                   = "fleetport"
      image                  = local.image
      essential              = true
      readonlyRootFilesystem = true
      user                   = "10001"
      entryPoint             = ["/bin/sh", "-c"]
      command                = [local.run[each.key]]
      stopTimeout            = each.value.stop_seconds
      environment            = [for name, value in var.environments[each.key] : { name = name, value = value }]
      secrets                = [for name, arn in var.secrets[each.key] : { name = name, valueFrom = arn }]
      portMappings           = [for port in lookup(local.ports, each.key, [8080]) : { containerPort = port, protocol = "tcp" }]
      mountPoints            = local.mounts
      dependsOn              = [for name in ["files"] : { containerName = name, condition = "SUCCESS" } if length(var.files[each.key]) > 0]
      linuxParameters        = { capabilities = { drop = ["ALL"] }, initProcessEnabled = true }
      ulimits                = [{ name = "nofile", softLimit = 65536, hardLimit = 65536 }]
      logConfiguration       = local.logging[each.key]

      # The image has a shell that opens sockets, and need not have a client of HTTP for this.
      healthCheck = {
        command     = ["CMD", "/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/liveness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
        interval    = 15
        timeout     = 5
        retries     = 3
        startPeriod = 120
      }
    }],
  ))

  # Empty when a task starts, gone when it ends: what the service would keep in its data directory is elsewhere.
  dynamic "volume" {
    for_each = ["data", "tmp", "files"]

    content {
      name = volume.value
    }
  }

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

resource "aws_ecs_service" "this" {
  for_each = local.services

  name                   = each.key
  cluster                = aws_ecs_cluster.this.id
  task_definition        = aws_ecs_task_definition.this[each.key].arn
  desired_count          = each.value.least
  platform_version       = "LATEST"
  propagate_tags         = "SERVICE"
  enable_execute_command = false

  # A new version comes up beside the old one.
  deployment_minimum_healthy_percent = each.value.deploys_one_up ? 100 : 0
  deployment_maximum_percent         = each.value.deploys_one_up ? 200 : 100
  health_check_grace_period_seconds  = length(each.value.target_groups) == 0 ? null : 120

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # One that may be taken away at any minute costs a third; followers of live events come back and miss nothing.
  capacity_provider_strategy {
    capacity_provider = each.value.spot ? "FARGATE_SPOT" : "FARGATE"
    weight            = 1
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_ids[each.key]]
    assign_public_ip = false
  }

  dynamic "load_balancer" {
    for_each = each.value.target_groups

    content {
      target_group_arn = load_balancer.value.arn
      container_name   = "fleetport"
      container_port   = load_balancer.value.port
    }
  }

  tags = {
    Name = "${var.name}-${each.key}"
  }

  lifecycle {
    # Scaling says how many.
    ignore_changes = [desired_count]
  }

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}
