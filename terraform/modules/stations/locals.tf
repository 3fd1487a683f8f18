data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  # arn(service, rest) by hand: policies are to be readable before anything exists.
  iot = "arn:${data.aws_partition.current.partition}:iot:${data.aws_region.current.region}:${local.account}"
  sqs = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.region}:${local.account}"

  # IoT Core fills this in: the name of the thing that the certificate belongs to.
  thing = "$${iot:Connection.Thing.ThingName}"

  # docs/stations.md: what a station sends; it hears commands alone.
  said = ["telemetry", "slots", "events", "status", "commands/results"]

  dead_letters = merge(
    var.sink == "none" ? {} : { rule = "${var.name}-station-rule-dead" },
    var.sink == "none" ? {} : { function = "${var.name}-station-function-dead" },
  )
}
