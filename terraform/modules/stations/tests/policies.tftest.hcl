# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name    = "fleetport-test"
  key_arn = "arn:aws:kms:eu-central-1:111122223333:key/stations"
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

run "a_station_speaks_for_itself_alone" {
  command = plan

  assert {
    condition     = alltrue(flatten([for s in jsondecode(data.aws_iam_policy_document.station.json).Statement : [for r in flatten([s.Resource]) : strcontains(r, "/$${iot:Connection.Thing.ThingName}") && !strcontains(r, "*")]]))
    error_message = "Every resource of a station must be its own thing's."
  }
  assert {
    condition = toset(flatten([for s in jsondecode(data.aws_iam_policy_document.station.json).Statement : flatten([s.Action])])) == toset([
      "iot:Connect", "iot:Publish", "iot:RetainPublish", "iot:Subscribe", "iot:Receive",
    ])
    error_message = "A station may connect, publish, subscribe and receive, and nothing else."
  }
  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.station.json).Statement : s.Condition if contains(flatten([s.Action]), "iot:Connect")]) == { Bool = { "iot:Connection.Thing.IsAttached" = "true" } }
    error_message = "Only a certificate that is attached to a thing may connect."
  }
  assert {
    condition     = alltrue([for s in jsondecode(data.aws_iam_policy_document.station.json).Statement : alltrue([for r in flatten([s.Resource]) : !endswith(r, "/commands")]) if contains(flatten([s.Action]), "iot:Publish")])
    error_message = "A station must not publish commands."
  }
}

run "the_service_cannot_speak_for_a_station" {
  command = plan

  assert {
    condition     = flatten([for s in jsondecode(data.aws_iam_policy_document.service.json).Statement : flatten([s.Resource]) if contains(flatten([s.Action]), "iot:Publish")]) == ["arn:aws:iot:eu-central-1:111122223333:topic/ev/station/*/commands"]
    error_message = "The service may publish commands alone."
  }
  assert {
    condition     = alltrue(flatten([for s in jsondecode(data.aws_iam_policy_document.service.json).Statement : [for a in flatten([s.Action]) : !strcontains(a, "*")]]))
    error_message = "Actions must be named."
  }
}

run "the_rules_role_puts_and_nothing_else" {
  command = plan

  assert {
    condition = jsonencode({ for s in jsondecode(data.aws_iam_policy_document.rule.json).Statement : s.Sid => [sort(flatten([s.Action])), sort(flatten([s.Resource]))] }) == jsonencode({
      PutIntoQueues = [["sqs:SendMessage"], [
        "arn:aws:sqs:eu-central-1:111122223333:fleetport-test-station-messages",
        "arn:aws:sqs:eu-central-1:111122223333:fleetport-test-station-rule-dead",
      ]]
      EncryptThem = [["kms:Decrypt", "kms:GenerateDataKey"], ["arn:aws:kms:eu-central-1:111122223333:key/stations"]]
    })
    error_message = "The rule's role must have exactly these rights."
  }
  assert {
    condition     = one(jsondecode(data.aws_iam_policy_document.rule_trust.json).Statement).Principal == { Service = "iot.amazonaws.com" } && one(jsondecode(data.aws_iam_policy_document.rule_trust.json).Statement).Condition == { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    error_message = "Only the broker of this account may take the role."
  }
}

run "the_rules_role_with_a_stream" {
  command = plan

  variables {
    sink = "stream"
  }

  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.rule.json).Statement : s.Resource if s.Action == "kinesis:PutRecord"]) == "arn:aws:kinesis:eu-central-1:111122223333:stream/fleetport-test-station-messages"
    error_message = "The rule may put into its stream alone."
  }
}

run "provisioning_reaches_things_of_the_broker_alone" {
  command = plan

  assert {
    condition     = alltrue(flatten([for s in jsondecode(data.aws_iam_policy_document.provisioning.json).Statement : [for r in flatten([s.Resource]) : can(regex("^arn:aws:iot:eu-central-1:111122223333:(thing/\\*|thingtype/fleetport-test-station|cert/\\*|policy/fleetport-test-station)$", r))]]))
    error_message = "Provisioning may touch things, certificates and the one policy."
  }
  assert {
    condition     = alltrue(flatten([for s in jsondecode(data.aws_iam_policy_document.provisioning.json).Statement : [for a in flatten([s.Action]) : startswith(a, "iot:") && !strcontains(a, "*")]]))
    error_message = "Actions must be named, and the broker's."
  }
  assert {
    condition     = !anytrue(flatten([for s in jsondecode(data.aws_iam_policy_document.provisioning.json).Statement : [for a in flatten([s.Action]) : contains(["iot:CreatePolicy", "iot:CreatePolicyVersion"], a)]]))
    error_message = "Provisioning must not make policies."
  }
}

run "queues_refuse_the_clear" {
  command = plan

  assert {
    condition     = alltrue([for d in data.aws_iam_policy_document.tls_only : one(jsondecode(d.json).Statement).Effect == "Deny" && one(jsondecode(d.json).Statement).Condition == { Bool = { "aws:SecureTransport" = "false" } }])
    error_message = "Every queue must refuse unencrypted connections."
  }
}
