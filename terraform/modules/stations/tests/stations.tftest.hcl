mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name    = "fleetport-test"
  key_arn = "arn:aws:kms:eu-central-1:111122223333:key/stations"
}

run "what_stations_say_goes_into_a_queue" {
  command = plan

  assert {
    condition     = aws_iot_topic_rule.stations[0].sql == "SELECT encode(*, 'base64') AS payload, topic() AS topic, principal() AS principal, timestamp() AS received FROM 'ev/station/+/#' WHERE topic(4) <> 'commands' OR topic(5) = 'results'"
    error_message = "The function knows a message by these members (docs/lambda.md), and is not to hear its own commands."
  }
  assert {
    condition     = length(aws_iot_topic_rule.stations[0].sqs) == 1 && length(aws_iot_topic_rule.stations[0].kinesis) == 0
    error_message = "With queue the rule must fill the queue."
  }
  assert {
    condition     = length(flatten([for e in aws_iot_topic_rule.stations[0].error_action : e.sqs])) == 1
    error_message = "What the rule cannot hand on must lie in a queue."
  }
  assert {
    condition     = aws_sqs_queue.intake[0].visibility_timeout_seconds == 360
    error_message = "A message must be hidden six times as long as the function may take."
  }
}

run "queues_are_encrypted_and_closed_to_the_clear" {
  command = plan

  assert {
    condition     = alltrue([for q in concat(values(aws_sqs_queue.dead), aws_sqs_queue.intake) : q.kms_master_key_id == var.key_arn])
    error_message = "Every queue must be under the key."
  }
  assert {
    condition     = toset(keys(aws_sqs_queue_policy.tls_only)) == toset(["intake", "rule", "function"])
    error_message = "Every queue must have its policy."
  }
  assert {
    condition     = alltrue([for q in values(aws_sqs_queue.dead) : q.message_retention_seconds == 1209600])
    error_message = "Dead letters must lie as long as they can."
  }
}

run "or_into_a_stream" {
  command = plan

  variables {
    sink = "stream"
  }

  assert {
    condition     = [for k in aws_iot_topic_rule.stations[0].kinesis : k.partition_key] == ["$${topic(3)}"] && length(aws_iot_topic_rule.stations[0].sqs) == 0
    error_message = "With stream a station must be its partition key."
  }
  assert {
    condition     = aws_kinesis_stream.intake[0].encryption_type == "KMS" && aws_kinesis_stream.intake[0].kms_key_id == var.key_arn
    error_message = "The stream must be under the key."
  }
  assert {
    condition     = output.queue_name == null && output.stream_name == "fleetport-test-station-messages"
    error_message = "There must be a stream and no queue."
  }
}

run "or_nowhere" {
  command = plan

  variables {
    sink = "none"
  }

  assert {
    condition     = length(aws_iot_topic_rule.stations) + length(aws_sqs_queue.dead) + length(aws_iam_role.rule) == 0
    error_message = "Where the role stations hears the broker, nothing may lie idle."
  }
  assert {
    condition     = output.service_policy_name == "fleetport-test-service"
    error_message = "The link's policy must be there all the same."
  }
}

run "certified_stations_become_things_of_that_name" {
  command = plan

  variables {
    authorities = { maker = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" }
  }

  assert {
    condition     = jsondecode(aws_iot_provisioning_template.station["maker"].template_body).Resources.thing.Properties.ThingName == { Ref = "AWS::IoT::Certificate::CommonName" }
    error_message = "A station must be called what its authority certified."
  }
  assert {
    condition     = jsondecode(aws_iot_provisioning_template.station["maker"].template_body).Resources.policy.Properties.PolicyName == "fleetport-test-station"
    error_message = "A station must get the stations' policy and no other."
  }
  assert {
    condition     = aws_iot_provisioning_template.station["maker"].type == "JITP" && aws_iot_ca_certificate.station["maker"].allow_auto_registration
    error_message = "Stations must be made when they first connect."
  }
}

run "no_authority_no_provisioning" {
  command = plan

  assert {
    condition     = length(aws_iot_provisioning_template.station) + length(aws_iam_role.provisioning) == 0
    error_message = "Without an authority nothing may make things."
  }
}

run "a_domain_of_our_own" {
  command = plan

  variables {
    custom_domain = {
      domain_name     = "stations.example.com"
      certificate_arn = "arn:aws:acm:eu-central-1:111122223333:certificate/1"
      zone_id         = "Z0EXAMPLE"
    }
  }

  assert {
    condition     = startswith(one(aws_iot_domain_configuration.stations[0].tls_config).security_policy, "IoTSecurityPolicy_TLS13_1_2_")
    error_message = "Stations must come by TLS 1.2 at least."
  }
}
