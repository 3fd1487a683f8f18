# The one place where it is written which settings a process gets. The application's own tests read the same file and start
# its configuration with it, so that a name that is misspelt here, or one that is missing, fails a build and no deployment.
locals {
  written = jsondecode(file("${path.module}/environment.json"))

  chosen = {
    "{stores}" = var.stores
    "{broker}" = var.broker ? "broker" : "no-broker"
  }

  sets = {
    for kind in ["roles", "functions"] : kind => {
      for role, names in local.written[kind] : role => [for name in names : local.written.sets[lookup(local.chosen, name, name)]]
    }
  }

  values = {
    for kind, roles in local.sets : kind => {
      for role, sets in roles : role => merge(
        var.values,
        { stores = var.stores, java_options = lookup(var.java_options, role, "") },
        # A connection to the database belongs to a copy of a function that may be stopped within a transaction.
        kind == "functions" ? { database_options = "&options=-c%20idle_in_transaction_session_timeout%3D10s", database_authorities = "/var/task/rds.pem" } :
        { database_options = "", database_authorities = "/opt/fleetport/rds.pem" },
      )
    }
  }

  # By kind, role and part: the texts with what stands in braces filled in, and which of them each role has.
  filled = {
    for kind, roles in local.sets : kind => {
      for role, sets in roles : role => {
        for part in ["environment", "secrets", "by_process"] : part => merge([
          for set in sets : {
            for name, text in lookup(set, part, {}) : name => join("", [
              for piece in regexall("\\{([a-z_]+)\\}|([^{]+)", text) : piece[0] != null && piece[0] != "" ? local.values[kind][role][piece[0]] : piece[1]
            ])
          }
        ]...)
      }
    }
  }
}
