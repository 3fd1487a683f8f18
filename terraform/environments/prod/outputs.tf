output "deployment" {
  description = "What was made: addresses, names and what each role is given."
  value       = module.fleetport
}
