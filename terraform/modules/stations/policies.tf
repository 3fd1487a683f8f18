# As docs/station-brokers.md has it: a certificate speaks for the thing it is attached to, and for no other one. Only presence
# is retained.
data "aws_iam_policy_document" "station" {
  statement {
    sid       = "ConnectAsItself"
    actions   = ["iot:Connect"]
    resources = ["${local.iot}:client/${local.thing}"]

    condition {
      test     = "Bool"
      variable = "iot:Connection.Thing.IsAttached"
      values   = ["true"]
    }
  }

  statement {
    sid       = "SayOwn"
    actions   = ["iot:Publish"]
    resources = [for t in local.said : "${local.iot}:topic/ev/station/${local.thing}/${t}"]
  }

  statement {
    sid       = "KeepOwnStatus"
    actions   = ["iot:RetainPublish"]
    resources = ["${local.iot}:topic/ev/station/${local.thing}/status"]
  }

  statement {
    sid       = "AskForOwnCommands"
    actions   = ["iot:Subscribe"]
    resources = ["${local.iot}:topicfilter/ev/station/${local.thing}/commands"]
  }

  statement {
    sid       = "HearOwnCommands"
    actions   = ["iot:Receive"]
    resources = ["${local.iot}:topic/ev/station/${local.thing}/commands"]
  }
}

resource "aws_iot_policy" "station" {
  name   = "${var.name}-station"
  policy = data.aws_iam_policy_document.station.json

  tags = { Name = "${var.name}-station" }
}

# For the certificate of Fleetport's own link to the broker: it hears all stations and tells them what to do, but cannot
# speak for one.
data "aws_iam_policy_document" "service" {
  statement {
    sid       = "ConnectAsService"
    actions   = ["iot:Connect"]
    resources = ["${local.iot}:client/${var.name}-*"]
  }

  # In an IoT policy + is an ordinary character, so these name the very filters that the link asks for, shared or not.
  statement {
    sid     = "AskForStations"
    actions = ["iot:Subscribe"]
    resources = flatten([for t in local.said : [
      "${local.iot}:topicfilter/ev/station/+/${t}",
      "${local.iot}:topicfilter/$share/${var.name}/ev/station/+/${t}",
    ]])
  }

  statement {
    sid       = "HearStations"
    actions   = ["iot:Receive"]
    resources = [for t in local.said : "${local.iot}:topic/ev/station/*/${t}"]
  }

  statement {
    sid       = "TellStations"
    actions   = ["iot:Publish"]
    resources = ["${local.iot}:topic/ev/station/*/commands"]
  }
}

resource "aws_iot_policy" "service" {
  name   = "${var.name}-service"
  policy = data.aws_iam_policy_document.service.json

  tags = { Name = "${var.name}-service" }
}
