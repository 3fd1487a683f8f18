output "deployment" {
  description = "What was made: addresses, names and what each role is given."
  value       = module.fleetport
}

output "tags" {
  description = "What everything made here is marked with."
  value       = local.tags
}
