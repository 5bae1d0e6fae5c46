import Foundation

Console.prepare()
let status = Program.run(Array(CommandLine.arguments.dropFirst()))
// Not `exit`: the engine's thread may still be at work in libtorch, whose state would be destroyed
// under it.
fflush(nil)
_exit(status.code)
