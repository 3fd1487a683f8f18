# The application's own metrics, by Metrics Insights: whatever dimensions the collector puts beside them, the alarm sees them.
# Names are those of docs/events.md, docs/webhooks.md, docs/archive.md, docs/kinesis.md, docs/roles.md and ADR 22.
locals {
  application_queries = {
    "events-behind" = {
      runbook   = "events-behind", text = "An event has waited for the bus for more than five minutes."
      query     = "SELECT MAX(\"fleetport.events.lag\")", where = "", of = 5, least = 5
      threshold = 300, comparison = "GreaterThanThreshold", silence = "notBreaching"
    }
    "webhooks-behind" = {
      runbook   = "webhooks-behind", text = "An event has waited for a webhook that is not paused for more than half an hour."
      query     = "SELECT MAX(\"fleetport.webhooks.lag\")", where = "", of = 10, least = 10
      threshold = 1800, comparison = "GreaterThanThreshold", silence = "notBreaching"
    }
    "archive-failing" = {
      runbook   = "archive-failing", text = "The archive takes nothing; raw messages wait in the outbox."
      query     = "SELECT SUM(\"fleetport.archive.failures\")", where = "", of = 15, least = 10
      threshold = 0, comparison = "GreaterThanThreshold", silence = "notBreaching"
    }
    "stream-not-taken" = {
      runbook   = "stream-throttled", text = "Kinesis does not take entries, which are put again while sources wait."
      query     = "SELECT SUM(\"fleetport.stream.not.taken\")", where = "", of = 10, least = 8
      threshold = 0, comparison = "GreaterThanThreshold", silence = "notBreaching"
    }
    "live-unpublished" = {
      runbook   = "live-unpublished", text = "Live events do not reach Redis; followers get reset."
      query     = "SELECT SUM(\"fleetport.live.unpublished\")", where = "", of = 5, least = 3
      threshold = 0, comparison = "GreaterThanThreshold", silence = "notBreaching"
    }
    "no-jobs" = {
      runbook   = "no-jobs", text = "No process has the role jobs: archive, webhooks, bus and erasures stand still."
      query     = "SELECT COUNT(\"fleetport.role\")", where = " WHERE role = 'jobs'", of = 5, least = 5
      threshold = 1, comparison = "LessThanThreshold", silence = "breaching"
    }
  }

  application_alarms = {
    for k, a in local.application_queries : k => {
      runbook    = a.runbook
      text       = a.text
      expression = "${a.query} FROM \"${var.application_namespace}\"${a.where}"
      period     = 60
      of         = a.of
      least      = a.least
      comparison = a.comparison
      threshold  = a.threshold
      silence    = a.silence
    } if var.application_namespace != null && (k != "no-jobs" || var.jobs_role_metric)
  }
}
