package io.fleetport.bootstrap.cli;

import picocli.CommandLine.Command;

/** {@code fleetport} without a command: prints the help. */
@Command(
        name = "fleetport",
        description = "Live telemetry, trips and energy flows of connected vehicles.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            TokenCommand.class,
            KeysCommand.class,
            OperatorCommand.class,
            AuditCommand.class,
            MigrateCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            PrepareCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not be done; one line on standard error says why",
            "2:the command line itself is wrong"
        })
final class RootCommand {}
