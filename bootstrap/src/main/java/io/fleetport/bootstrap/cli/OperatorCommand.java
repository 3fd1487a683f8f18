package io.fleetport.bootstrap.cli;

import picocli.CommandLine.Command;

/** What whoever runs the service does at the machine it runs on. */
@Command(
        name = "operator",
        description = "For whoever runs the service.",
        mixinStandardHelpOptions = true,
        subcommands = OperatorBootstrap.class)
final class OperatorCommand {}
