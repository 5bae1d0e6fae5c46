print("cxrl")
