# Each alarm: its runbook, what it says, a metric (namespace, metric, dimensions, stat) or a rate of two metrics, the period in
# seconds, how many of how many periods, the threshold, and what silence means.
locals {
  stream_alarms = merge(
    { for k, stream in var.streams : "stream-behind-${k}" => {
      runbook    = "stream-behind"
      text       = "What was put into the stream ${stream} more than ${var.iterator_age_seconds} s ago is not read yet, or nobody reads."
      namespace  = "AWS/Kinesis", metric = "GetRecords.IteratorAgeMilliseconds", dimensions = { StreamName = stream }
      stat       = "Maximum", period = 60, of = 5, least = 5
      comparison = "GreaterThanThreshold", threshold = var.iterator_age_seconds * 1000
      # A stream that nobody reads tells no age.
      silence = "breaching"
    } },
    { for k, stream in var.streams : "stream-write-throttled-${k}" => {
      runbook   = "stream-throttled", text = "The stream ${stream} does not take all that is put."
      namespace = "AWS/Kinesis", metric = "WriteProvisionedThroughputExceeded", dimensions = { StreamName = stream }
      stat      = "Sum", period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for k, stream in var.streams : "stream-read-throttled-${k}" => {
      runbook   = "stream-throttled", text = "Too much is asked of the stream ${stream}: are there two consumers of different names?"
      namespace = "AWS/Kinesis", metric = "ReadProvisionedThroughputExceeded", dimensions = { StreamName = stream }
      stat      = "Sum", period = 60, of = 15, least = 10, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )

  queue_alarms = merge(
    { for k, q in var.queues : "queue-behind-${k}" => {
      runbook   = "queue-behind", text = "The oldest message of ${q.name} has waited for more than ${q.age_seconds} s."
      namespace = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = q.name }
      stat      = "Maximum", period = 60, of = 5, least = 5, comparison = "GreaterThanThreshold", threshold = q.age_seconds
    } },
    { for k, q in var.dead_letter_queues : "dead-letters-${k}" => {
      runbook   = "dead-letter-queue", text = "Something lies in ${q} that could not be handed on."
      namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = q }
      stat      = "Maximum", period = 60, of = 1, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )

  vehicle_alarms = { for x in var.vehicles_load_balancer[*] : "vehicles-unreachable" => {
    runbook    = "vehicles-unreachable", text = "No task of the role edge is healthy: vehicles cannot connect and keep what they have to say."
    namespace  = "AWS/NetworkELB", metric = "HealthyHostCount"
    dimensions = { LoadBalancer = x.load_balancer, TargetGroup = x.target_group }
    # Each zone of the load balancer counts by itself; one that sees a healthy task is enough.
    stat = "Maximum", period = 60, of = 3, least = 3, comparison = "LessThanThreshold", threshold = 1, silence = "breaching"
  } }

  station_alarms = merge(
    { for x in var.station_broker ? [1] : [] : "stations-refused" => {
      runbook   = "stations-refused", text = "The broker refuses many connections: certificates that are unknown, not active, or of another station."
      namespace = "AWS/IoT", metric = "Connect.AuthError", dimensions = { Protocol = "MQTT" }
      stat      = "Sum", period = 300, of = 3, least = 2, comparison = "GreaterThanThreshold", threshold = 50
    } },
    { for x in var.topic_rule[*] : "station-rule-throttled" => {
      runbook   = "stations-refused", text = "The broker passes over the rule ${x}, as more comes than the account may have."
      namespace = "AWS/IoT", metric = "RuleMessageThrottled", dimensions = { RuleName = x }
      stat      = "Sum", period = 60, of = 5, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )
}
