variables {
  stores       = "postgres"
  broker       = false
  java_options = { edge = "-Xmx640m" }
  values = {
    region               = "eu-central-1"
    master_key           = "arn:aws:kms:eu-central-1:111122223333:key/master"
    issuer               = "https://issuer.example.com"
    audiences            = "a,b"
    client_organizations = ""
    vin_index_secret     = "arn:vin-index"
    webhooks_secret      = "arn:webhooks"
    live_url             = "https://fleet.example.com/api/v1/live"
    database_host        = "db.example.com"
    database_port        = "5432"
    database_name        = "fleetport"
    database_secret      = "arn:database"
    table_prefix         = "fleetport-test-stores-"
    stream               = "telemetry"
    consumer             = "leases"
    redis_host           = "redis.example.com"
    redis_port           = "6379"
    redis_secret         = "arn:redis"
    archive_bucket       = "archive"
    documents_bucket     = "documents"
    event_bus            = "bus"
    vehicles_domain      = "vehicles.example.com"
    vehicles_secret      = "arn:vehicles"
    broker_host          = "broker.example.com"
    stations_secret      = "arn:stations"
    client_id_prefix     = "fleetport-test"
  }
}

run "filled_in" {
  command = plan

  assert {
    condition     = output.environments["edge"]["FLEETPORT_DATABASE_URL"] == "jdbc:postgresql://db.example.com:5432/fleetport?sslmode=verify-full&sslrootcert=/opt/fleetport/rds.pem"
    error_message = "The database's address, with its certificate verified: ${output.environments["edge"]["FLEETPORT_DATABASE_URL"]}"
  }

  assert {
    condition     = output.environments["edge"]["FLEETPORT_ROLES"] == "edge" && output.environments["edge"]["FLEETPORT_JAVA_OPTS"] == "-Xmx640m"
    error_message = "Each role knows what it is."
  }

  assert {
    condition     = alltrue([for variables in values(output.environments) : alltrue([for value in values(variables) : !strcontains(value, "{")])])
    error_message = "Nothing stays in braces."
  }

  assert {
    condition     = startswith(output.environments["jobs"]["FLEETPORT_REDIS_URL"], "rediss://") && output.environments["jobs"]["FLEETPORT_REDIS_PASSWORD"] == "secret:arn:redis"
    error_message = "Redis is spoken to by TLS, and its password named, not given."
  }

  assert {
    condition     = alltrue([for variables in [output.environments["api"], output.environments["jobs"], output.functions["api"]] : variables["FLEETPORT_READ_CACHE_KIND"] == "redis"])
    error_message = "Who shows, changes or erases what is read shares it."
  }

  assert {
    condition     = alltrue([for variables in concat(values(output.environments), values(output.functions)) : !can(variables["FLEETPORT_KEYS_VIN_INDEX"]) && !can(variables["FLEETPORT_KEYS_WEBHOOKS"])])
    error_message = "Keys are not among what anybody may read in a task's definition."
  }

  assert {
    condition     = output.files["edge"]["/run/fleetport/vehicles.key"] == { secret = "arn:vehicles", member = "key" } && length(output.files["jobs"]) == 0
    error_message = "Files come from members of secrets, for those who need them."
  }

  assert {
    condition     = output.environments["api"]["FLEETPORT_STATIONS_BROKER"] == "none" && output.environments["stations"]["FLEETPORT_STATIONS_BROKER"] == "outside"
    error_message = "Without commands the API has no link to the broker; stations always have."
  }

  assert {
    condition     = strcontains(output.functions["api"]["FLEETPORT_DATABASE_URL"], "idle_in_transaction_session_timeout")
    error_message = "The database ends transactions of functions that were stopped within one."
  }
}

run "tables_and_commands" {
  command = plan

  variables {
    stores = "dynamodb"
    broker = true
  }

  assert {
    condition     = output.environments["consumer"]["FLEETPORT_DYNAMODB_TABLE_PREFIX"] == "fleetport-test-stores-" && !can(output.environments["consumer"]["FLEETPORT_DATABASE_URL"])
    error_message = "Tables in place of the database."
  }

  assert {
    condition     = output.environments["api"]["FLEETPORT_STATIONS_BROKER"] == "outside" && output.by_process["api"]["FLEETPORT_STATIONS_CLIENT_ID"] == "fleetport-test-api"
    error_message = "With commands the API has a link, in a name of its own."
  }
}
