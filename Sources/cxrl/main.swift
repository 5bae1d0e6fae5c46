import Foundation

Console.prepare()
exit(Program.run(Array(CommandLine.arguments.dropFirst())).code)
