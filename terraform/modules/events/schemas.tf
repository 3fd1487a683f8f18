locals {
  # docs/events.md: types, and the one member of their data.
  event_types = {
    "trip.finished.v1"          = "trip"
    "trip.revised.v1"           = "trip"
    "trip.withdrawn.v1"         = "trip"
    "station.status_changed.v1" = "station"
    "session.finished.v1"       = "session"
    "swap.completed.v1"         = "swap"
    "swap.aborted.v1"           = "swap"
    "swap.abandoned.v1"         = "swap"
  }

  identifiers = { trip = "trip_id", station = "station_id", session = "session_id", swap = "swap_id" }
}

resource "aws_schemas_registry" "fleet" {
  name        = "${var.name}-fleet"
  description = "Events of Fleetport"

  tags = { Name = "${var.name}-fleet" }
}

resource "aws_schemas_schema" "event" {
  for_each = local.event_types

  name          = "fleetport@${each.key}"
  registry_name = aws_schemas_registry.fleet.name
  type          = "JSONSchemaDraft4"
  description   = "Members may be added within a version"

  content = jsonencode({
    "$schema" = "http://json-schema.org/draft-04/schema#"
    title     = each.key
    type      = "object"
    required  = ["id", "source", "detail-type", "time", "detail"]
    properties = {
      id            = { type = "string" }
      source        = { type = "string", enum = ["fleetport"] }
      "detail-type" = { type = "string", enum = [each.key] }
      time          = { type = "string", format = "date-time" }
      detail = {
        type     = "object"
        required = ["organization", "type", "timestamp", "event_id", "schema_version", "data"]
        properties = {
          organization   = { type = "string" }
          type           = { type = "string", enum = [trimsuffix(each.key, ".v1")] }
          timestamp      = { type = "string", format = "date-time" }
          event_id       = { type = "string" }
          schema_version = { type = "integer", enum = [1] }
          data = {
            type     = "object"
            required = [each.value]
            properties = {
              (each.value) = {
                type       = "object"
                required   = [local.identifiers[each.value]]
                properties = { (local.identifiers[each.value]) = { type = "string" } }
              }
            }
          }
        }
      }
    }
  })

  tags = { Name = "${var.name}-${each.key}" }
}
