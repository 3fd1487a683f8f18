mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name             = "fleetport-test"
  runbook_base_url = "https://git.example.com/fleetport/blob/main/"
  key_arn          = "arn:aws:kms:eu-central-1:111122223333:key/alarms"
  global_key_arn   = "arn:aws:kms:us-east-1:111122223333:key/global"
  notify           = [{ protocol = "email", endpoint = "night@example.com" }]
  log_groups       = { edge = { name = "/fleetport-test/edge", retention_days = 30 } }
  error_logs       = { edge = "/fleetport-test/edge", api = "/aws/lambda/fleetport-test-api" }
  audit_log        = "/fleetport-test/jobs"
  streams          = { telemetry = "fleetport-test-telemetry" }
  queues           = { stations = { name = "fleetport-test-station-messages" } }
  dead_letter_queues = {
    rule = "fleetport-test-station-rule-dead"
    bus  = "fleetport-test-events-bus-dead"
  }
  functions = { api = { name = "fleetport-test-api", timeout_seconds = 29 } }
  services = {
    edge     = { cluster = "fleetport-test", service = "edge", least_tasks = 2 }
    consumer = { cluster = "fleetport-test", service = "consumer", least_tasks = 1 }
  }
  http_api               = { id = "abc" }
  web_load_balancer      = { load_balancer = "app/web/1", target_groups = { live = "targetgroup/live/1" } }
  vehicles_load_balancer = { load_balancer = "net/vehicles/1", target_group = "targetgroup/edge/1" }
  distribution           = { id = "EXAMPLE" }
  web_acl_name           = "fleetport-test-entry"
  health_checks          = { entry = "1", vehicles = "2" }
  certificates           = { web = "arn:aws:acm:eu-central-1:111122223333:certificate/1" }
  global_certificates    = { entry = "arn:aws:acm:us-east-1:111122223333:certificate/2" }
  database               = { identifier = "fleetport-test", storage_gib = 100, memory_gib = 4, most_connections = 400, replicas = ["fleetport-test-replica"] }
  tables                 = ["fleetport-test-telemetry"]
  cache                  = { one = "fleetport-test-001" }
  nat_instances          = { a = "i-1" }
  nat_gateways           = { b = "nat-1" }
  event_bus              = { name = "fleetport-test-fleet", rules = { billing = "fleetport-test-billing" } }
  schedule_group         = "fleetport-test-tasks"
  station_broker         = true
  topic_rule             = "fleetport_test_stations"
  backup_vault           = "fleetport-test"
  buckets                = { archive = "fleetport-test-archive" }
  application_namespace  = "Fleetport"
  budget                 = { amount = 300, emails = ["owner@example.com"] }
}

run "each_alarm_has_a_page_that_exists" {
  command = plan

  assert {
    condition     = alltrue([for page in values(output.runbooks) : fileexists("../../../${page}")])
    error_message = "No such page: ${join(", ", [for page in distinct(values(output.runbooks)) : page if !fileexists("../../../${page}")])}"
  }
  assert {
    condition     = alltrue([for k, a in merge(aws_cloudwatch_metric_alarm.home, aws_cloudwatch_metric_alarm.global) : can(regex("What to do: https://git\\.example\\.com/fleetport/blob/main/docs/runbooks/[a-z0-9-]+\\.md$", a.alarm_description))])
    error_message = "Every alarm must end with the address of its page."
  }
  assert {
    condition     = length(output.runbooks) == length(aws_cloudwatch_metric_alarm.home) + length(aws_cloudwatch_metric_alarm.global) + 1
    error_message = "Every alarm, and the budget, must have a page."
  }
}

run "each_page_belongs_to_an_alarm" {
  command = plan

  assert {
    condition = toset([for page in fileset("../../../docs/runbooks", "*.md") : "docs/runbooks/${page}"]) == setunion(
      toset(values(output.runbooks)),
      toset(["docs/runbooks/README.md"]),
      toset([for page in fileset("../../../docs/runbooks", "restore-*.md") : "docs/runbooks/${page}"]),
    )
    error_message = "Pages that no alarm leads to: ${join(", ", [for page in fileset("../../../docs/runbooks", "*.md") : page if !contains(values(output.runbooks), "docs/runbooks/${page}") && page != "README.md" && !startswith(page, "restore-")])}"
  }
}

run "whatever_is_named_is_watched" {
  command = plan

  assert {
    condition     = alltrue([for q in values(var.dead_letter_queues) : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == "ApproximateNumberOfMessagesVisible" && a.dimensions == tomap({ QueueName = q }) && a.threshold == 0])])
    error_message = "Every dead-letter queue must have an alarm at the first message."
  }
  assert {
    condition     = alltrue([for q in var.queues : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == "ApproximateAgeOfOldestMessage" && a.dimensions == tomap({ QueueName = q.name })])])
    error_message = "Every working queue must have an alarm."
  }
  assert {
    condition     = alltrue(flatten([for s in var.services : [for m in ["RunningTaskCount", "CPUUtilization", "MemoryUtilization"] : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == m && a.dimensions == tomap({ ClusterName = s.cluster, ServiceName = s.service })])]]))
    error_message = "Every service must have alarms on tasks, processors and memory."
  }
  assert {
    condition     = alltrue(flatten([for s in var.streams : [for m in ["GetRecords.IteratorAgeMilliseconds", "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded"] : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == m && a.dimensions == tomap({ StreamName = s })])]]))
    error_message = "Every stream must have alarms on age and throttling."
  }
  assert {
    condition     = alltrue(flatten([for t in var.tables : [for m in ["WriteThrottleEvents", "ReadThrottleEvents"] : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == m && a.dimensions == tomap({ TableName = t })])]]))
    error_message = "Every table must have alarms on throttling."
  }
  assert {
    condition     = alltrue(flatten([for f in var.functions : [for m in ["Throttles", "Duration"] : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.metric_name == m && a.dimensions == tomap({ FunctionName = f.name })])]]))
    error_message = "Every function must have alarms."
  }
  assert {
    condition     = alltrue([for m in ["CPUUtilization", "FreeStorageSpace", "FreeableMemory", "DatabaseConnections"] : anytrue([for a in aws_cloudwatch_metric_alarm.home : a.namespace == "AWS/RDS" && a.metric_name == m])])
    error_message = "The database must have its alarms."
  }
  assert {
    condition     = alltrue([for id in concat(values(var.nat_instances), values(var.nat_gateways)) : anytrue([for a in aws_cloudwatch_metric_alarm.home : contains(try(values(a.dimensions), []), id)])])
    error_message = "Every NAT must have an alarm."
  }
  assert {
    condition     = alltrue([for arn in concat(values(var.certificates), values(var.global_certificates)) : anytrue([for a in concat(values(aws_cloudwatch_metric_alarm.home), values(aws_cloudwatch_metric_alarm.global)) : a.metric_name == "DaysToExpiry" && contains(try(values(a.dimensions), []), arn) && a.threshold == 30])])
    error_message = "Every certificate must have an alarm."
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_log_metric_filter.errors)) == toset(keys(var.error_logs)) && alltrue([for k in keys(var.error_logs) : contains(keys(aws_cloudwatch_metric_alarm.home), "errors-${k}")])
    error_message = "Errors in every log must be counted and told."
  }
}

# The words are the command's own: what it prints must be what is looked for.
run "audit_logs_are_watched" {
  command = plan

  assert {
    condition     = alltrue([for k, f in aws_cloudwatch_log_metric_filter.audit : f.log_group_name == var.audit_log]) && toset(keys(aws_cloudwatch_log_metric_filter.audit)) == toset(["broken", "whole"])
    error_message = "What the verification prints must be counted where it prints it."
  }
  assert {
    condition = alltrue([
      for words in flatten([for f in aws_cloudwatch_log_metric_filter.audit : regexall("\"([^\"]+)\"", f.pattern)]) :
      strcontains(file("../../../bootstrap/src/main/java/io/fleetport/bootstrap/cli/AuditVerify.java"), words)
    ])
    error_message = "The verification of audit logs does not print what is looked for."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.home["audit-broken"].metric_name == "audit-broken" && aws_cloudwatch_metric_alarm.home["audit-broken"].threshold == 0
    error_message = "One broken log must be an alarm."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.home["audit-unverified"].metric_name == "audit-whole" && aws_cloudwatch_metric_alarm.home["audit-unverified"].treat_missing_data == "breaching"
    error_message = "A day without a verification must be an alarm."
  }
}

run "thresholds_are_those_promised" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.home["database-cpu"].threshold == 80
    error_message = "The database's processors: 80 %."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.home["database-storage"].threshold == 10737418240
    error_message = "The database's storage: a tenth of 100 GiB."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.home["api-errors"].threshold == 1 && anytrue([for q in aws_cloudwatch_metric_alarm.home["api-errors"].metric_query : q.expression == "IF(whole >= 20, 100 * part / whole, 0)" && q.return_data])
    error_message = "5XX of the API: one in a hundred."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.home["api-latency"].extended_statistic == "p99" && aws_cloudwatch_metric_alarm.home["api-latency"].threshold == 1000
    error_message = "Latency of the API: the 99th percentile."
  }
  assert {
    condition     = alltrue([for k in ["stream-behind-telemetry", "vehicles-unreachable", "live-unreachable", "service-tasks-edge", "database-storage", "nat-instance-a", "backup-missing", "no-jobs"] : aws_cloudwatch_metric_alarm.home[k].treat_missing_data == "breaching"])
    error_message = "Where silence means that something is gone it must be an alarm."
  }
}

run "somebody_hears" {
  command = plan

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.global : a.region == "us-east-1"])
    error_message = "Metrics of CloudFront and Route 53 are in us-east-1 alone."
  }
  assert {
    condition     = length(aws_sns_topic_subscription.alarms) == 1 && length(aws_sns_topic_subscription.global_alarms) == 1
    error_message = "Both topics must be listened to."
  }
  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.key_arn && aws_sns_topic.global_alarms.kms_master_key_id == var.global_key_arn
    error_message = "Topics must be encrypted."
  }
  assert {
    condition     = toset([for n in aws_budgets_budget.month[0].notification : "${n.notification_type} ${n.threshold}"]) == toset(["ACTUAL 80", "FORECASTED 100"]) && aws_budgets_budget.month[0].limit_amount == "300"
    error_message = "The budget must tell at 80 % spent and 100 % foreseen."
  }
}

run "logs_are_encrypted_and_end" {
  command = plan

  assert {
    condition     = alltrue([for g in aws_cloudwatch_log_group.this : g.kms_key_id == var.key_arn && g.retention_in_days > 0])
    error_message = "Every log group must be encrypted and must end."
  }
}

run "a_log_for_ever_is_refused" {
  command = plan

  variables {
    log_groups = { edge = { name = "/fleetport-test/edge", retention_days = 0 } }
  }

  expect_failures = [var.log_groups]
}

run "a_dashboard_for_each_audience" {
  command = plan

  assert {
    condition     = toset(keys(output.dashboards)) == toset(["operator", "support", "cost"])
    error_message = "Operator, support and cost each have a dashboard."
  }
  assert {
    condition     = alltrue([for k, w in local.dashboards : length(w) >= 5])
    error_message = "Each must show something."
  }
}

# Application metrics must exist: their names are looked for in the code that makes them, or on the page that describes them.
run "no_metric_is_invented" {
  command = plan

  assert {
    condition = alltrue([for name in distinct(flatten([for q in concat([for a in local.application_queries : a.query], [for w in local.support_widgets : jsonencode(w)]) : regexall("fleetport\\.[a-z.]+", q)])) : anytrue([
      for source in [
        "../../../application/src/main/java/io/fleetport/application/eventbus/ForwardingMeters.java",
        "../../../application/src/main/java/io/fleetport/application/webhook/WebhookMeters.java",
        "../../../application/src/main/java/io/fleetport/application/telemetry/ArchiveForwarding.java",
        "../../../application/src/main/java/io/fleetport/application/telemetry/IntakeMeters.java",
        "../../../docs/kinesis.md",
        "../../../adapters-aws/src/main/java/io/fleetport/aws/elasticache/LivePublisher.java",
        "../../../bootstrap/src/main/java/io/fleetport/bootstrap/wiring/DeploymentBeans.java",
      ] : strcontains(file(source), "\"${name}\"") || strcontains(file(source), "`${name}`")
    ])])
    error_message = "An alarm or dashboard names a metric that the application does not have."
  }
}

run "nothing_named_nothing_made" {
  command = plan

  variables {
    notify                 = []
    log_groups             = {}
    error_logs             = {}
    audit_log              = null
    streams                = {}
    queues                 = {}
    dead_letter_queues     = {}
    functions              = {}
    services               = {}
    http_api               = null
    web_load_balancer      = null
    vehicles_load_balancer = null
    distribution           = null
    web_acl_name           = null
    health_checks          = {}
    certificates           = {}
    global_certificates    = {}
    database               = null
    tables                 = []
    cache                  = {}
    nat_instances          = {}
    nat_gateways           = {}
    event_bus              = null
    schedule_group         = null
    station_broker         = false
    topic_rule             = null
    backup_vault           = null
    application_namespace  = null
    budget                 = null
  }

  assert {
    condition     = length(output.alarm_names) == 0 && length(aws_budgets_budget.month) == 0
    error_message = "An alarm on nothing is always silent or always loud."
  }
}
