resource "aws_iot_thing_type" "station" {
  name = "${var.name}-station"

  properties {
    description           = "A charging or battery-swap station; the thing's name is the station's id"
    searchable_attributes = ["authority"]
  }

  tags = { Name = "${var.name}-station" }
}

# A station whose certificate is of an authority of ours becomes a thing on its first connection. It is called what the
# authority certified, so nobody can choose to be another station. (By claim certificates whoever holds one could.)
resource "aws_iot_provisioning_template" "station" {
  for_each = var.authorities

  name                  = "${var.name}-${each.key}"
  description           = "Stations certified by ${each.key}"
  type                  = "JITP"
  enabled               = true
  provisioning_role_arn = aws_iam_role.provisioning[0].arn

  template_body = jsonencode({
    Parameters = {
      "AWS::IoT::Certificate::CommonName" = { Type = "String" }
      "AWS::IoT::Certificate::Id"         = { Type = "String" }
    }
    Resources = {
      thing = {
        Type = "AWS::IoT::Thing"
        Properties = {
          ThingName        = { Ref = "AWS::IoT::Certificate::CommonName" }
          ThingTypeName    = aws_iot_thing_type.station.name
          AttributePayload = { authority = each.key }
        }
        # A station that comes with its next certificate is a thing already, and stays as it is.
        OverrideSettings = { AttributePayload = "DO_NOTHING", ThingTypeName = "DO_NOTHING", ThingGroups = "DO_NOTHING" }
      }
      certificate = {
        Type = "AWS::IoT::Certificate"
        Properties = {
          CertificateId = { Ref = "AWS::IoT::Certificate::Id" }
          Status        = "ACTIVE"
        }
      }
      policy = {
        Type       = "AWS::IoT::Policy"
        Properties = { PolicyName = aws_iot_policy.station.name }
      }
    }
  })

  tags = { Name = "${var.name}-${each.key}" }
}

# By SNI a registration needs no proof that the authority's key is held, only its certificate; devices must send the host
# name, which MQTT over TLS on IoT Core asks for anyway.
resource "aws_iot_ca_certificate" "station" {
  for_each = var.authorities

  active                  = true
  allow_auto_registration = true
  certificate_mode        = "SNI_ONLY"
  ca_certificate_pem      = each.value

  registration_config {
    role_arn      = aws_iam_role.provisioning[0].arn
    template_name = aws_iot_provisioning_template.station[each.key].name
  }

  tags = { Name = "${var.name}-${each.key}" }
}

data "aws_iam_policy_document" "provisioning" {
  statement {
    sid       = "Things"
    actions   = ["iot:CreateThing", "iot:DescribeThing", "iot:UpdateThing", "iot:ListThingPrincipals"]
    resources = ["${local.iot}:thing/*"]
  }

  statement {
    sid       = "ThingType"
    actions   = ["iot:DescribeThingType"]
    resources = ["${local.iot}:thingtype/${var.name}-station"]
  }

  statement {
    sid = "Certificates"
    actions = [
      "iot:DescribeCertificate", "iot:UpdateCertificate", "iot:AttachThingPrincipal", "iot:ListPrincipalThings", "iot:AttachPolicy",
      "iot:AttachPrincipalPolicy", "iot:ListPrincipalPolicies",
    ]
    resources = ["${local.iot}:cert/*"]
  }

  statement {
    sid       = "Policy"
    actions   = ["iot:GetPolicy", "iot:AttachPolicy", "iot:AttachPrincipalPolicy"]
    resources = ["${local.iot}:policy/${var.name}-station"]
  }
}

resource "aws_iam_role" "provisioning" {
  count = length(var.authorities) > 0 ? 1 : 0

  name               = "${var.name}-station-provisioning"
  description        = "Makes things of stations that connect for the first time"
  assume_role_policy = data.aws_iam_policy_document.rule_trust.json

  tags = { Name = "${var.name}-station-provisioning" }
}

resource "aws_iam_role_policy" "provisioning" {
  count = length(var.authorities) > 0 ? 1 : 0

  name   = "provision"
  role   = aws_iam_role.provisioning[0].id
  policy = data.aws_iam_policy_document.provisioning.json
}
